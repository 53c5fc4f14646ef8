const descriptions: Readonly<Record<string, string>> = {
  sshd: 'OpenSSH server daemon',
  ssh: 'OpenBSD Secure Shell server',
  chronyd: 'NTP client/server',
  crond: 'Command Scheduler',
  atd: 'Deferred execution scheduler',
  cron: 'Regular background program processing daemon',
  'systemd-journald': 'Journal Service',
  'systemd-networkd': 'Network Configuration',
  'amazon-ssm-agent': 'amazon-ssm-agent',
  'snap.amazon-ssm-agent.amazon-ssm-agent':
    'Service for snap application amazon-ssm-agent.amazon-ssm-agent',
  httpd: 'The Apache HTTP Server',
  apache2: 'The Apache HTTP Server',
  nginx: 'The nginx HTTP and reverse proxy server',
  docker: 'Docker Application Container Engine',
  mariadb: 'MariaDB 10.5 database server',
  mysqld: 'MySQL Server',
  'php-fpm': 'The PHP FastCGI Process Manager',
}

const commands: Readonly<Record<string, string>> = {
  sshd: '/usr/sbin/sshd -D',
  ssh: '/usr/sbin/sshd -D',
  chronyd: '/usr/sbin/chronyd -F 2',
  crond: '/usr/sbin/crond -n',
  atd: '/usr/sbin/atd -f',
  cron: '/usr/sbin/cron -f',
  'systemd-journald': '/usr/lib/systemd/systemd-journald',
  'systemd-networkd': '/usr/lib/systemd/systemd-networkd',
  'amazon-ssm-agent': '/usr/bin/amazon-ssm-agent',
  'snap.amazon-ssm-agent.amazon-ssm-agent': '/snap/amazon-ssm-agent/current/amazon-ssm-agent',
  httpd: '/usr/sbin/httpd -DFOREGROUND',
  apache2: '/usr/sbin/apachectl start',
  nginx: '/usr/sbin/nginx',
  docker: '/usr/bin/dockerd -H fd:// --containerd=/run/containerd/containerd.sock',
  mariadb: '/usr/libexec/mariadbd',
  mysqld: '/usr/sbin/mysqld',
  'php-fpm': '/usr/sbin/php-fpm --nodaemonize',
}

const ssh = `Type=notify
EnvironmentFile=-/etc/sysconfig/sshd
ExecStart=/usr/sbin/sshd -D
ExecReload=/bin/kill -HUP $MAINPID
KillMode=process
Restart=on-failure
RestartSec=42s
`

/** The `[Service]` section as its package brings it, where it says more than what to run. */
const services: Readonly<Record<string, string>> = {
  sshd: ssh,
  ssh,
  mariadb: `Type=notify
User=mysql
ExecStart=/usr/libexec/mariadbd --basedir=/usr
Restart=on-abort
RestartSec=5s
`,
  docker: `Type=notify
ExecStart=/usr/bin/dockerd -H fd:// --containerd=/run/containerd/containerd.sock
ExecReload=/bin/kill -s HUP $MAINPID
KillMode=process
Restart=on-failure
RestartSec=2
`,
  'php-fpm': `Type=notify
ExecStart=/usr/sbin/php-fpm --nodaemonize
ExecReload=/bin/kill -USR2 $MAINPID
`,
  httpd: `Type=notify
Environment=LANG=C
ExecStart=/usr/sbin/httpd $OPTIONS -DFOREGROUND
ExecReload=/usr/sbin/httpd $OPTIONS -k graceful
KillSignal=SIGWINCH
KillMode=mixed
PrivateTmp=true
OOMPolicy=continue
`,
  apache2: `Type=forking
Environment=APACHE_STARTED_BY_SYSTEMD=true
ExecStart=/usr/sbin/apachectl start
ExecStop=/usr/sbin/apachectl graceful-stop
ExecReload=/usr/sbin/apachectl graceful
KillMode=mixed
PrivateTmp=true
Restart=on-abort
`,
  nginx: `Type=forking
PIDFile=/run/nginx.pid
ExecStartPre=/usr/bin/rm -f /run/nginx.pid
ExecStartPre=/usr/sbin/nginx -t
ExecStart=/usr/sbin/nginx
ExecReload=/usr/sbin/nginx -s reload
KillSignal=SIGQUIT
TimeoutStopSec=5
KillMode=mixed
PrivateTmp=true
`,
}

export function unitDescription(name: string): string {
  return descriptions[name] ?? name
}

/** A service's unit file. */
export function unitText(name: string): string {
  const service =
    services[name] ?? `Type=simple\nExecStart=${unitCommand(name)}\nRestart=on-failure\n`
  return `[Unit]\nDescription=${descriptions[name] ?? name}\nAfter=network.target\n\n[Service]\n${service}\n[Install]\nWantedBy=multi-user.target\n`
}

export function unitCommand(name: string): string {
  return commands[name] ?? `/usr/sbin/${name}`
}
