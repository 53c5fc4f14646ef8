import type { DistributionFacts } from '../../distributions.ts'
import type { PackageFacts } from './package-facts.ts'
import { cloudWatchAgent } from './cloudwatch-agent.ts'
import { webPackages } from './web-packages.ts'
import { instanceConnectDropIn, instanceConnectDropInText } from '../base/ssh-files.ts'

const simple = (name: string, version: string, summary: string, programs = name): PackageFacts => ({
  name,
  version,
  summary,
  programs: Object.fromEntries(
    programs.split(' ').map((program) => [`/usr/bin/${program}`, program]),
  ),
})

/** Packages that a simulated guest can install: those whose programs it knows, and servers whose service it can run. */
export const catalogue: readonly PackageFacts[] = [
  ...webPackages,
  {
    name: 'docker',
    version: '28.3.3-150000',
    summary: 'Container runtime',
    only: 'suse',
    unit: 'docker',
    group: 'docker',
    programs: { '/usr/bin/docker': 'docker', '/usr/bin/dockerd': 'dockerd' },
  },
  {
    name: 'docker',
    version: '25.0.13-1',
    summary: 'Container runtime',
    only: 'redhat',
    unit: 'docker',
    group: 'docker',
    programs: { '/usr/bin/docker': 'docker', '/usr/bin/dockerd': 'dockerd' },
  },
  {
    name: 'docker.io',
    version: '28.2.2-0ubuntu1',
    summary: 'Container runtime',
    only: 'debian',
    unit: 'docker',
    group: 'docker',
    programs: { '/usr/bin/docker': 'docker', '/usr/bin/dockerd': 'dockerd' },
  },
  {
    name: 'mariadb105-server',
    version: '10.5.29-1',
    summary: 'MariaDB server',
    aliases: ['mariadb-server', 'mariadb', 'mariadb105'],
    unit: 'mariadb',
    user: 'mysql',
    programs: {
      '/usr/bin/mysql': 'mysql',
      '/usr/bin/mariadb': 'mysql',
      '/usr/bin/mysqladmin': 'mysqladmin',
      '/usr/bin/mariadb-admin': 'mysqladmin',
      '/usr/bin/mysql_secure_installation': 'mysql_secure_installation',
      '/usr/bin/mariadb-secure-installation': 'mysql_secure_installation',
      '/usr/libexec/mariadbd': 'mariadbd',
    },
  },
  {
    name: 'amazon-ssm-agent',
    version: '3.3.2299.0-1',
    summary: 'Manage EC2 Instances using SSM APIs',
    unit: 'amazon-ssm-agent',
  },
  {
    name: 'amazon-cloudwatch-agent',
    version: '1.300059.1-1',
    summary: 'Amazon CloudWatch Agent',
    unit: 'amazon-cloudwatch-agent',
    user: 'cwagent',
    programs: { [`${cloudWatchAgent}/bin/amazon-cloudwatch-agent-ctl`]: 'cloudwatch-agent-ctl' },
    files: {
      [`${cloudWatchAgent}/etc/amazon-cloudwatch-agent.d/`]: '',
      [`${cloudWatchAgent}/logs/`]: '',
    },
    links: {
      '/usr/bin/amazon-cloudwatch-agent-ctl': `${cloudWatchAgent}/bin/amazon-cloudwatch-agent-ctl`,
    },
  },
  {
    name: 'cronie',
    version: '1.5.7-1',
    summary: 'Cron daemon',
    only: 'redhat',
    unit: 'crond',
    programs: { '/usr/bin/crontab': 'crontab', '/usr/sbin/crond': 'crond' },
  },
  {
    name: 'cron',
    version: '3.0pl1-184',
    summary: 'Process scheduling daemon',
    only: 'debian',
    unit: 'cron',
    programs: { '/usr/bin/crontab': 'crontab', '/usr/sbin/cron': 'crond' },
  },
  {
    name: 'at',
    version: '3.1.23-6',
    summary: 'Job spooling tools',
    unit: 'atd',
    programs: {
      '/usr/bin/at': 'at',
      '/usr/bin/atq': 'atq',
      '/usr/bin/atrm': 'atrm',
      '/usr/bin/batch': 'batch',
      '/usr/sbin/atd': 'atd',
    },
  },
  simple('sysstat', '12.5.6-1', 'Collection of performance monitoring tools', 'iostat'),
  {
    name: 'git',
    version: '2.50.1-1',
    summary: 'Fast Version Control System',
    programs: { '/usr/bin/git': 'git' },
  },
  {
    name: 'stress',
    version: '1.0.7-1',
    summary: 'Tool to impose load on a system',
    aliases: ['stress-ng'],
    programs: { '/usr/bin/stress': 'stress', '/usr/bin/stress-ng': 'stress-ng' },
  },
  {
    name: 'vim-enhanced',
    version: '9.1.1706-1',
    summary: 'A version of the VIM editor',
    aliases: ['vim', 'vim-minimal', 'vim-common'],
    programs: { '/usr/bin/vim': 'vi' },
  },
  {
    name: 'nodejs',
    version: '22.19.0-1',
    summary: 'JavaScript runtime',
    aliases: ['nodejs20', 'nodejs22', 'npm'],
    programs: { '/usr/bin/node': 'node', '/usr/bin/npm': 'npm' },
  },
  {
    name: 'python3-pip',
    version: '21.3.1-2',
    summary: 'A tool for installing Python packages',
    aliases: ['python3', 'python3-venv', 'python-pip'],
    programs: { '/usr/bin/pip3': 'pip3' },
  },
  {
    name: 'gcc',
    version: '11.5.0-5',
    summary: 'GNU compiler collection',
    aliases: ['make', 'gcc-c++', 'build-essential', 'g++', 'autoconf', 'automake'],
    programs: { '/usr/bin/gcc': 'gcc', '/usr/bin/make': 'make' },
  },
  {
    name: 'java-21-amazon-corretto',
    version: '21.0.8',
    summary: 'Amazon Corretto',
    aliases: [
      'java-17-amazon-corretto',
      'java-11-amazon-corretto',
      'default-jre',
      'default-jdk',
      'openjdk-17-jdk',
      'java-17-openjdk',
    ],
    programs: { '/usr/bin/java': 'java' },
  },
  {
    ...simple('awscli-2', '2.30.4-1', 'Universal Command Line Environment for AWS', 'aws'),
    aliases: ['awscli', 'awscli2'],
    only: 'redhat',
  },
  {
    ...simple('awscli', '2.9.19-1', 'Unified command line interface to Amazon Web Services', 'aws'),
    only: 'debian',
  },
  simple('traceroute', '2.1.3-1', 'Traces the route to a host'),
  simple('telnet', '0.17-86', 'The client program for the Telnet protocol'),
  simple('bc', '1.07.1-14', "GNU's bc (a numeric processing language)"),
  simple('nano', '8.3-1', 'A small text editor'),
  simple('jq', '1.7.1-51', 'Command-line JSON processor'),
  simple('tree', '2.2.1-1', 'File system tree viewer'),
  simple('wget', '1.21.3-1', 'A utility for retrieving files'),
  simple('curl', '8.11.1-4', 'A utility for getting files from remote servers'),
  { ...simple('curl-minimal', '8.11.1-4', 'Conservatively configured build of curl', 'curl') },
  {
    ...simple('nmap-ncat', '7.93-1', "Nmap's Netcat replacement", 'nc ncat'),
    aliases: ['nc', 'nmap'],
    only: 'redhat',
  },
  {
    ...simple('netcat-openbsd', '1.226-1ubuntu2', 'TCP/IP swiss army knife', 'nc netcat'),
    aliases: ['netcat', 'nc'],
    only: 'debian',
  },
  simple('tar', '1.34-1', 'GNU file archiving program'),
  simple('gzip', '1.12-1', 'The GNU data compression program'),
  simple('less', '608-2', 'A text file browser'),
  simple('sqlite', '3.46.1-1', 'Embeddable SQL database', 'sqlite3'),
  { ...simple('sqlite3', '3.45.1-1', 'Embeddable SQL database'), only: 'debian' },
  {
    name: 'htop',
    version: '3.3.0-1',
    summary: 'Interactive process viewer',
    programs: { '/usr/bin/htop': 'top' },
  },
  {
    name: 'ec2-instance-connect',
    version: '1.1-19',
    summary: 'EC2 instance scripting for EC2 Instance Connect',
    only: 'redhat',
    user: 'ec2-instance-connect',
    programs: { '/opt/aws/bin/eic_run_authorized_keys': 'eic_run_authorized_keys' },
    files: {
      '/etc/ssh/sshd_config.d/60-ec2-instance-connect.conf':
        'AuthorizedKeysCommand /opt/aws/bin/eic_run_authorized_keys %u %f\nAuthorizedKeysCommandUser ec2-instance-connect\n',
    },
  },
  {
    name: 'ec2-instance-connect',
    version: '1.1.14-0ubuntu1',
    summary: 'Configures ssh daemon to accept EC2 Instance Connect ssh keys',
    only: 'debian',
    user: 'ec2-instance-connect',
    programs: {
      '/usr/share/ec2-instance-connect/eic_run_authorized_keys': 'eic_run_authorized_keys',
    },
    files: { [instanceConnectDropIn]: instanceConnectDropInText },
  },
  { name: 'net-tools', version: '2.10-1', summary: 'Basic networking tools' },
  { name: 'bind-utils', version: '9.18.33-1', summary: 'DNS utilities', aliases: ['dnsutils'] },
  simple('unzip', '6.0-57', 'A utility for unpacking zip files'),
  simple('zip', '3.0-28', 'A file compression utility compatible with PKZIP'),
  {
    name: 'ca-certificates',
    version: '2025.2.76-1',
    summary: 'The Mozilla CA root certificate bundle',
    aliases: [
      'gnupg',
      'lsb-release',
      'software-properties-common',
      'apt-transport-https',
      'yum-utils',
      'epel-release',
      'dnf-plugins-core',
      'util-linux',
      'cloud-utils-growpart',
      'bash-completion',
      'rsync',
      'openssl',
      'iputils',
      'ruby',
      'amazon-efs-utils',
      'nfs-utils',
      'chrony',
      'sudo',
      'coreutils',
      'procps-ng',
      'which',
    ],
  },
]

export function findPackage(name: string, facts: DistributionFacts): PackageFacts | undefined {
  const plain = name.replace(/=.*$/, '').replace(/\.(?:x86_64|noarch|aarch64)$/, '')
  const isOffered = ({ only }: PackageFacts): boolean =>
    only === undefined || only === (facts.family === 'amazon' ? 'redhat' : facts.family)
  return catalogue.find(
    (one) => isOffered(one) && (one.name === plain || one.aliases?.includes(plain)),
  )
}
