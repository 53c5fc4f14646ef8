import type { ImageDistribution } from '@brume/guests'

/** User data as a course hands it out, in `fixtures/`, and what must come of it. */
export interface Course {
  readonly file: string
  /** Default Amazon Linux 2023. */
  readonly on?: ImageDistribution
  /** How it is wrapped before it is sent. */
  readonly pack?: 'gzip' | 'base64' | 'crlf'
  /** A second volume, as /dev/sdf. */
  readonly volumeGiB?: number
  /** A command by which a person looks at what it did, and what is then seen. */
  readonly look?: string
  readonly sees?: readonly RegExp[]
  /** What the console log says and does not say. */
  readonly says?: readonly RegExp[]
  readonly saysNot?: readonly RegExp[]
  /** It is meant to go wrong: otherwise the log must have no failure. */
  readonly fails?: true
  /** What is seen after a reboot. */
  readonly boots?: readonly RegExp[]
}

const page = 'curl -sS localhost'
const script = '/var/lib/cloud/instance/scripts/part-001'
const failedModule =
  /\[WARNING\]: Failed to run module scripts[-_]user \(scripts in \/var\/lib\/cloud\/instance\/scripts\)/

export const courses: readonly Course[] = [
  {
    file: 'httpd-hello.sh',
    look: page,
    sees: [/^<h1>Hello World from ip-172-31-\d+-\d+\.ap-northeast-2\.compute\.internal<\/h1>$/m],
  },
  {
    file: 'lamp-al2023.sh',
    look: `${page}; stat -c '%U:%G %a' /var/www; systemctl is-active mariadb; curl -sS localhost/phpinfo.php`,
    sees: [/LAMP on ip-172-31-\S+, PHP 8/, /ec2-user:apache 2775$/m, /^active$/m, /PHP Version/],
  },
  {
    file: 'lamp-al2-extras.sh',
    on: 'al2',
    look: page,
    sees: [/^PHP on Amazon Linux 2: READY$/m],
    says: [/mariadb10\.5=latest +enabled/],
  },
  {
    file: 'nginx-al2-extras.sh',
    on: 'al2',
    look: page,
    sees: [/nginx by amazon-linux-extras/],
  },
  {
    file: 'nginx-ubuntu.sh',
    on: 'ubuntu-24.04',
    look: page,
    sees: [/<h1>안녕하세요, ip-172-31-\d+-\d+<\/h1>/, /Ubuntu 24\.04\.\d LTS/],
    says: [/Setting up nginx/],
  },
  {
    file: 'apache2-debian.sh',
    on: 'debian-12',
    look: `${page}; tail -1 /var/log/apache2/course_access.log`,
    sees: [/<h1>Debian course site<\/h1>/, /"GET \/ HTTP\/1\.1" 200/],
    says: [/Enabling site course\./],
  },
  {
    file: 'apache2-sles.sh',
    on: 'sles-15',
    look: page,
    sees: [/SUSE says hello/],
    says: [/\(1\/1\) Installing: apache2-/],
  },
  {
    file: 'imdsv1-page.sh',
    on: 'al2',
    look: page,
    sees: [
      /<h1>Instance i-[0-9a-f]{17}<\/h1>/,
      /zone: ap-northeast-2[abcd], region: ap-northeast-2, address: 172\.31\.\S+, type: t3\.micro/,
    ],
  },
  {
    file: 'imdsv2-page.sh',
    look: page,
    sees: [
      /<h1>i-[0-9a-f]{17}<\/h1>/,
      /AZ: ap-northeast-2[abcd]/,
      /Public IP: \d+\./,
      /Subnet: subnet-[0-9a-f]{17}/,
      /Document: t3\.micro/,
    ],
  },
  {
    file: 'php-metadata.sh',
    on: 'ubuntu-22.04',
    look: page,
    sees: [/instance-id: <b>i-[0-9a-f]{17}/, /availability-zone: <b>ap-northeast-2[abcd]/],
  },
  {
    file: 'docker-al2023.sh',
    look: `${page}; cat /root/containers`,
    sees: [/nginx in a container on ip-/, /^web nginx\S* 0\.0\.0\.0:80->80\/tcp/m],
  },
  {
    file: 'docker-ubuntu.sh',
    on: 'ubuntu-22.04',
    look: 'curl -sS localhost:8080',
    sees: [/httpd container/],
    says: [/Status: Downloaded newer image for httpd:2\.4/],
  },
  {
    file: 'unit-python.sh',
    look: 'curl -sS localhost:8000; systemctl is-enabled site',
    sees: [/served by a unit of one's own/, /^enabled$/m],
    says: [/Active: active \(running\)/],
  },
  {
    file: 'unit-loop.sh',
    look: 'wc -l < /var/log/heartbeat.log; journalctl -u heartbeat | tail -1',
    sees: [/^1\d$/m, /heartbeat\.sh\[\d+\]: beat/],
  },
  {
    file: 'cloud-config-web.yaml',
    look: `${page}; cat /root/year /root/steps; stat -c '%a %U' /var/www/html/index.php; cat /etc/profile.d/course.sh`,
    sees: [/<h1>Cloud config page<\/h1>/, /2026$/m, /^step 3$/m, /^644 root$/m, /COURSE=ec2/],
    says: [/The system is finally up, after \d+\.\d\d seconds/],
  },
  {
    file: 'cloud-config-users.yaml',
    on: 'ubuntu-24.04',
    look: `hostname; hostname -f; date +%Z; id -nG alice; cat /etc/sudoers.d/90-cloud-init-users; cat /home/alice/.ssh/authorized_keys; tail -1 /home/ubuntu/.ssh/authorized_keys; getent passwd deploy; ls -d /home/deploy; cat /etc/hosts; swapon --show; wc -l < /root/first-boot; cat /etc/locale.conf`,
    sees: [
      /^web-server-01$/m,
      /^web-server-01\.example\.internal$/m,
      /^KST$/m,
      /^alice (?=.*\bsudo\b)(?=.*\bdevelopers\b)/m,
      /^alice ALL=\(ALL\) NOPASSWD:ALL$/m,
      /alice@laptop/,
      /team@laptop/,
      /^deploy:x:9\d\d:/m,
      /\/home\/deploy.*No such file/,
      /127\.0\.1\.1 db\.example\.internal/,
      /^\/swapfile +file +256M/m,
      /^1$/m,
      /LANG=ko_KR\.UTF-8/,
    ],
    boots: [/^1$/m, /^web-server-01$/m],
  },
  {
    file: 'multipart.mime',
    look: `${page}; cat /root/parts`,
    sees: [/from two parts/, /^userdata\.txt$/m],
  },
  {
    file: 'multipart.mime',
    pack: 'gzip',
    look: page,
    sees: [/from two parts/],
  },
  { file: 'httpd-hello.sh', pack: 'crlf', on: 'al2', look: page, sees: [/Hello World from ip-/] },
  {
    file: 'httpd-hello.sh',
    pack: 'base64',
    fails: true,
    says: [
      /__init__\.py\[WARNING\]: Unhandled non-multipart \(text\/x-not-multipart\) userdata: 'b'IyEvYmluL2Jhc2gKIyBVc2Ug'\.\.\.'/,
    ],
    saysNot: [/httpd-2/],
  },
  {
    file: 'every-boot.mime',
    look: 'wc -l < /var/log/boots.log',
    sees: [/^1$/m],
    boots: [/^2$/m],
  },
  {
    file: 'boothook.txt',
    on: 'al2',
    look: 'cat /etc/sysconfig/docker; cat /root/hooks; ls /root',
    sees: [/^OPTIONS="\$\{OPTIONS\} --storage-opt/m, /^hook ip-\S+ i-[0-9a-f]{17}$/m, /^marked$/m],
    boots: [/(?:^hook ip-.*\n){2}/m, /^(?!.*OPTIONS[^]*OPTIONS=)/],
  },
  {
    file: 'fails-typo.sh',
    on: 'al2',
    fails: true,
    says: [
      /Failed to start htpd\.service: Unit htpd\.service not found\./,
      new RegExp(`cloud-init\\[\\d+\\]: ${script}: line 7: ehco: command not found`),
    ],
    saysNot: [failedModule],
  },
  {
    file: 'fails-typo.sh',
    on: 'debian-12',
    fails: true,
    says: [new RegExp(`${script}: line 2: yum: command not found`), failedModule],
  },
  {
    file: 'fails-strict.sh',
    fails: true,
    says: [
      /cloud-init\[\d+\]: \+ cp \/tmp\/app\.war \/opt\/app\/\n.*cloud-init\[\d+\]: cp: cannot stat '\/tmp\/app\.war': No such file or directory\n.*cc_scripts_user\.py/,
      failedModule,
      /util\.py\[WARNING\]: Running module scripts-user \(<module 'cloudinit\.config\.cc_scripts_user' from '\/usr\/lib\/python3\.9\//,
      /FAILED\S* Failed to start cloud-final\.service - Execute cloud user\/final scripts\./,
    ],
    look: 'ls /root; cloud-init status; grep -A1 "^Command" /var/log/cloud-init.log',
    sees: [/^status: error$/m, /^Exit code: 1$/m, /^(?!.*never)/],
  },
  {
    file: 'fails-trap.sh',
    on: 'ubuntu-24.04',
    fails: true,
    says: [
      /ERROR on line 6: curl -fsSL .* \(status 22\)/,
      /cc_scripts_user\.py\[WARNING\]: Failed to run module scripts_user/,
    ],
  },
  {
    file: 'fails-unfinished.sh',
    fails: true,
    says: [
      /cloud-init\[\d+\]: begin\n.*part-001: line 9: syntax error: unexpected end of file/,
      failedModule,
    ],
  },
  {
    file: 'fails-indented.sh',
    fails: true,
    says: [
      /Unhandled non-multipart \(text\/x-not-multipart\) userdata: 'b' {4}#!\/bin\/bash'\.\.\.'/,
    ],
  },
  {
    file: 'logged-by-tee.sh',
    look: 'cat /var/log/user-data.log; grep -c user-data: /var/log/messages',
    sees: [/^BEGIN\n2026-01-01 00:00:\d\d\n/, /No such file or directory\nEND$/m],
    says: [/<13>Jan {2}1 00:00:\d\d user-data: BEGIN$/m, /user-data: END/],
  },
  {
    file: 'traced.sh',
    says: [
      /: \+ mkdir -p \/srv\/data\/two\n/,
      /: matched\n.*: \+ echo 'course server'\n.*: \+ tr a-z A-Z\n.*: COURSE SERVER\n/,
      /2 directories, 0 files/,
    ],
  },
  {
    file: 'html-by-loop.sh',
    look: 'curl -sS localhost/about.html; cat /var/log/bootstrap.log',
    sees: [
      /<title>About<\/title>[^]*<h1>ABOUT<\/h1>[^]*href="contact\.html"/,
      /#0000ff">blue[^]*green/,
      /ok: dnf install -y nginx\n.*\d pages\n.*intel/,
    ],
  },
  {
    file: 'httpd-port.sh',
    look: 'curl -sS localhost:8080; curl -sS localhost',
    sees: [/^port 8080$/m, /port 80 after \d+ ms: Couldn't connect/],
  },
  {
    file: 'users-and-sudoers.sh',
    look: 'cat /home/student1/who; id -nG student1; stat -c "%a %U" /home/student2/.ssh; grep ^PasswordAuth /etc/ssh/sshd_config',
    sees: [
      /^I am student1 in \/home\/student1\nroot$/m,
      /course/,
      /^700 student2$/m,
      /^PasswordAuthentication yes$/m,
    ],
    says: [/parsed OK/],
  },
  {
    file: 'cron-jobs.sh',
    look: 'wc -l < /var/log/tick.log; crontab -l; cat /home/ec2-user/now',
    sees: [/^[23]$/m, /^\*\/2 \* \* \* \* \/usr\/bin\/uptime/m, /2026/],
  },
  {
    file: 'second-volume.sh',
    volumeGiB: 2,
    look: 'cat /data/hello.txt; findmnt -no SOURCE,FSTYPE /data; grep -c /data /etc/fstab',
    sees: [/^hello$/m, /^\/dev\/nvme1n1 xfs$/m, /^1$/m],
    says: [/\/dev\/nvme1n1 +xfs +2\.0G/],
  },
  {
    file: 'swap-and-sysctl.sh',
    look: 'cat /root/swap; sysctl vm.swappiness; hostname; cat /etc/fstab',
    sees: [/\/swapfile +file +128M/, /^KST$/m, /^vm\.swappiness = 10$/m, /^app-01$/m],
  },
  {
    file: 'cloudwatch-agent.sh',
    look: 'systemctl is-active amazon-cloudwatch-agent; cat /opt/aws/amazon-cloudwatch-agent/logs/*.log',
    sees: [/^active$/m, /not sent to CloudWatch/],
    says: [/Configuration validation succeeded/, /"status": "running"/],
  },
  {
    file: 'ssm-agent-rhel.sh',
    on: 'rhel-9',
    look: `${page}; systemctl is-active amazon-ssm-agent; getenforce`,
    sees: [/<h1>RHEL 9\.6<\/h1>/, /^active$/m, /^Permissive$/m],
  },
  {
    file: 'ssm-agent-debian.sh',
    on: 'debian-12',
    look: 'systemctl is-active amazon-ssm-agent; dpkg -s amazon-ssm-agent',
    sees: [/^active$/m, /install ok installed/],
    says: [/‘amazon-ssm-agent\.deb’ saved/],
  },
  {
    file: 'wait-for-network.sh',
    look: 'cat /var/log/network-ready',
    sees: [/^network is up, my address is \d+\.\d+\.\d+\.\d+\nlater$/m],
  },
  {
    file: 'git-clone.sh',
    fails: true,
    look: page,
    sees: [/It works!/],
    says: [/git: not available in a simulated guest/, /cp: cannot stat 'static-site\/\*'/],
  },
  {
    file: 'stress.sh',
    on: 'al2',
    look: 'cat /root/running',
    sees: [/^3\nstress ended$/m],
    says: [/stress: info: \[\d+\] successful run completed in 20s/],
  },
  {
    file: 'load-page.sh',
    look: page,
    sees: [/<p>load \d\.\d\d, memory \d+ MB of \d+ MB<\/p>\n<p>disk +\d+%<\/p>\n<p>2 vCPU<\/p>/],
  },
  {
    file: 'reverse-proxy.sh',
    on: 'ubuntu-22.04',
    look: 'curl -sS localhost/health.json; tail -1 /var/log/app.log',
    sees: [/^\{"status":"ok"\}$/m, /"GET \/health\.json HTTP\/1\.\d" 200/],
    says: [/nginx\.conf test is successful/],
  },
  {
    file: 'env-file.sh',
    on: 'debian-12',
    look: 'cat /root/shebang /root/lines; stat -c %a /root/lines',
    sees: [/^#!\/bin\/sh\nline 1 for db:3306\nline 2 /m, /^[0-9a-f]{8}\n600$/m],
  },
]
