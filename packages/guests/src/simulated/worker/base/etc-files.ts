import type { DistributionFacts } from '../../distributions.ts'
import { rootUuid } from '../../console/kernel-lines.ts'
import { sshFiles } from './ssh-files.ts'

/** Path, text and mode of the plain files of a fresh root disk. */
export type BaseFile = readonly [path: string, text: string, mode?: number]

export const honestNotice =
  'This is a SIMULATED guest of Brume: bash, files, users, services and packages behave,\nbut no machine code runs here and nothing is downloaded from the real Internet.\n'

export function etcFiles(facts: DistributionFacts, distribution: string): BaseFile[] {
  const user = facts.defaultUser
  return [
    ['/etc/passwd', passwd(facts)],
    ['/etc/group', group(facts)],
    ['/etc/shadow', `root:*LOCK*:14600::::::\n${user}:!!:19600:0:99999:7:::\n`, 0o000],
    [
      '/etc/hosts',
      '127.0.0.1   localhost localhost.localdomain localhost4 localhost4.localdomain4\n::1         localhost6 localhost6.localdomain6\n',
    ],
    [
      '/etc/nsswitch.conf',
      'passwd:     files systemd\ngroup:      files systemd\nhosts:      files dns myhostname\n',
    ],
    ['/etc/os-release', osRelease(facts)],
    ['/etc/system-release', facts.family === 'debian' ? '' : `${facts.prettyName}\n`],
    ['/etc/issue', `\\S\nKernel \\r on an \\m\n\n`],
    ['/etc/motd', distribution === 'laptop' ? laptopMotd : motd(facts)],
    [
      '/etc/fstab',
      `#\nUUID=${rootUuid({ distribution })}     /           ${facts.rootFileSystem}    defaults,noatime  1   1\n`,
    ],
    ['/etc/profile', profile],
    ['/etc/bashrc', bashrc],
    ['/etc/bash.bashrc', bashrc],
    ['/etc/shells', '/bin/sh\n/bin/bash\n/usr/bin/sh\n/usr/bin/bash\n'],
    ['/etc/inputrc', 'set bell-style none\nset meta-flag on\n'],
    [
      '/etc/sudoers',
      `## Allow root to run any commands anywhere\nroot\tALL=(ALL) \tALL\n${facts.family === 'debian' ? '%sudo\tALL=(ALL:ALL)\tALL' : '%wheel\tALL=(ALL)\tALL'}\n#includedir /etc/sudoers.d\n`,
      0o440,
    ],
    [
      '/etc/sudoers.d/90-cloud-init-users',
      `# User rules for ${user}\n${user} ALL=(ALL) NOPASSWD:ALL\n`,
      0o440,
    ],
    [
      '/etc/sudoers.d/ssm-agent-users',
      '# User rules for ssm-user\nssm-user ALL=(ALL) NOPASSWD:ALL\n',
      0o440,
    ],
    ...sshFiles(facts, distribution),
    ...(distribution === 'laptop'
      ? []
      : [
          [
            facts.family === 'debian' ? '/etc/chrony/chrony.conf' : '/etc/chrony.conf',
            'server 169.254.169.123 prefer iburst minpoll 4 maxpoll 4\ndriftfile /var/lib/chrony/drift\nmakestep 1.0 3\nrtcsync\n',
          ] satisfies [string, string],
        ]),
    [
      '/etc/cloud/cloud.cfg',
      `users:\n - default\ndisable_root: true\nssh_pwauth: false\nsystem_info:\n  default_user:\n    name: ${user}\n`,
    ],
    ['/etc/crontab', 'SHELL=/bin/bash\nPATH=/sbin:/bin:/usr/sbin:/usr/bin\nMAILTO=root\n'],
    ['/etc/login.defs', 'UID_MIN 1000\nUID_MAX 60000\nUMASK 022\n'],
    ['/etc/localtime', 'TZif2 UTC\n'],
    ['/etc/locale.conf', 'LANG=C.UTF-8\n'],
    ['/etc/sysctl.conf', ''],
    ['/root/.bashrc', userBashrc(facts)],
    [facts.family === 'debian' ? '/root/.profile' : '/root/.bash_profile', bashProfile],
    [`/etc/skel/.bashrc`, userBashrc(facts)],
    [facts.family === 'debian' ? '/etc/skel/.profile' : '/etc/skel/.bash_profile', bashProfile],
    ['/etc/skel/.bash_logout', '# ~/.bash_logout\n'],
    ['/var/log/messages', '', 0o600],
    ['/var/log/cloud-init.log', ''],
    ['/var/log/cloud-init-output.log', '', 0o640],
    ['/var/log/wtmp', '', 0o664],
  ]
}

const profile = `# /etc/profile
export PATH="\${PATH:-/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin}"
umask 022
if [ -d /etc/profile.d ]; then
  for i in /etc/profile.d/*.sh; do
    if [ -r "$i" ]; then . "$i"; fi
  done
  unset i
fi
`

const bashrc = `# System wide functions and aliases
`

function userBashrc(facts: DistributionFacts): string {
  const common = `# .bashrc\nif [ -f /etc/bashrc ]; then\n  . /etc/bashrc\nfi\nalias ls='ls --color=auto'\nalias grep='grep --color=auto'\nalias egrep='egrep --color=auto'\nalias fgrep='fgrep --color=auto'\n`
  if (facts.family === 'debian')
    return `${common}alias ll='ls -alF'\nalias la='ls -A'\nalias l='ls -CF'\n`
  return `${common}alias ll='ls -l --color=auto'\nalias l.='ls -d .* --color=auto'\n`
}

const bashProfile = `# Get the aliases and functions
if [ -f ~/.bashrc ]; then
  . ~/.bashrc
fi
`

function passwd(facts: DistributionFacts): string {
  const system = [
    'root:x:0:0:root:/root:/bin/bash',
    'bin:x:1:1:bin:/bin:/sbin/nologin',
    'daemon:x:2:2:daemon:/sbin:/sbin/nologin',
    'adm:x:3:4:adm:/var/adm:/sbin/nologin',
    'mail:x:8:12:mail:/var/spool/mail:/sbin/nologin',
    'nobody:x:65534:65534:Kernel Overflow User:/:/sbin/nologin',
    'systemd-network:x:192:192:systemd Network Management:/:/usr/sbin/nologin',
    'dbus:x:81:81:System Message Bus:/:/usr/sbin/nologin',
    'sshd:x:74:74:Privilege-separated SSH:/usr/share/empty.sshd:/usr/sbin/nologin',
    'chrony:x:996:993:chrony system user:/var/lib/chrony:/sbin/nologin',
    ...(facts.instanceConnect
      ? ['ec2-instance-connect:x:995:992::/home/ec2-instance-connect:/sbin/nologin']
      : []),
    ...(facts.family === 'debian'
      ? [
          'www-data:x:33:33:www-data:/var/www:/usr/sbin/nologin',
          'syslog:x:102:102::/nonexistent:/usr/sbin/nologin',
        ]
      : []),
  ]
  const comment =
    facts.defaultUser === 'ubuntu'
      ? 'Ubuntu'
      : facts.defaultUser === 'admin'
        ? 'Debian'
        : 'EC2 Default User'
  return `${[...system, `${facts.defaultUser}:x:1000:1000:${comment}:/home/${facts.defaultUser}:/bin/bash`].join('\n')}\n`
}

function group(facts: DistributionFacts): string {
  const numbers: Readonly<Record<string, number>> = {
    root: 0,
    bin: 1,
    daemon: 2,
    sys: 3,
    adm: 4,
    tty: 5,
    disk: 6,
    mail: 12,
    wheel: 10,
    cdrom: 24,
    floppy: 25,
    sudo: 27,
    audio: 29,
    dip: 30,
    video: 44,
    plugdev: 46,
    dialout: 20,
    users: 100,
    lxd: 101,
    'systemd-journal': 190,
    'systemd-network': 192,
    dbus: 81,
    sshd: 74,
    chrony: 993,
    ...(facts.instanceConnect ? { 'ec2-instance-connect': 992 } : {}),
    nobody: 65534,
    ...(facts.family === 'debian' ? { 'www-data': 33, syslog: 102 } : {}),
  }
  const rows = Object.entries(numbers)
    .filter(
      ([name]) => facts.family === 'debian' || !['sudo', 'lxd', 'plugdev', 'dip'].includes(name),
    )
    .map(
      ([name, gid]) => `${name}:x:${gid}:${facts.groups.includes(name) ? facts.defaultUser : ''}`,
    )
  return `${[...rows, `${facts.defaultUser}:x:1000:`].join('\n')}\n`
}

function osRelease(facts: DistributionFacts): string {
  const names: Readonly<Record<string, [name: string, like: string]>> = {
    amzn: ['Amazon Linux', 'fedora'],
    ubuntu: ['Ubuntu', 'debian'],
    debian: ['Debian GNU/Linux', ''],
    rhel: ['Red Hat Enterprise Linux', 'fedora'],
    sles: ['SLES', 'suse'],
  }
  const [name, like] = names[facts.id] ?? [facts.id, '']
  return [
    `NAME="${name}"`,
    `VERSION="${facts.version}"`,
    `ID="${facts.id}"`,
    ...(like ? [`ID_LIKE="${like}"`] : []),
    `VERSION_ID="${facts.version}"`,
    `PRETTY_NAME="${facts.prettyName}"`,
    ...(facts.id === 'amzn'
      ? [`PLATFORM_ID="platform:al${facts.version}"`, 'HOME_URL="https://aws.amazon.com/linux/"']
      : []),
    '',
  ].join('\n')
}

const laptopMotd = `This is My computer: a laptop on the Internet, outside every VPC, simulated by Brume.
Keys that you download in the console are in ~/Downloads. Try:

  chmod 400 ~/Downloads/my-key.pem
  ssh -i ~/Downloads/my-key.pem ec2-user@<public address>

`

function motd(facts: DistributionFacts): string {
  if (facts.id !== 'amzn')
    return `Welcome to ${facts.prettyName} (kernel ${facts.kernel})\n\n${honestNotice}`
  const name = facts.version === '2023' ? 'Amazon Linux 2023' : 'Amazon Linux 2'
  return `   ,     #_
   ~\\_  ####_        ${name}
  ~~  \\_#####\\
  ~~     \\###|
  ~~       \\#/ ___
   ~~       V~' '->
    ~~~         /
      ~~._.   _/
         _/ _/
       _/m/'

${honestNotice}`
}
