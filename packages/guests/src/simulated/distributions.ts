import type { Distribution } from '../driver.ts'

/** Families of types on the Xen hypervisor: their disks are `xvd…`; those of all others are NVMe. */
const xenFamilies =
  /^(?:t1|t2|m1|m2|m3|m4|c1|c3|c4|cc1|cc2|cr1|r3|r4|i2|x1|x1e|d2|g2|g3|g3s|h1|hi1|hs1|p2|p3|f1)\./

export function isXen(instanceType: string): boolean {
  return xenFamilies.test(instanceType)
}

/** The root file system's device: `nvme0n1p1`, `xvda1`. */
export function rootPartition(spec: {
  readonly distribution: Distribution
  readonly instanceType: string
}): string {
  const number = distributions[spec.distribution].rootPartition
  return isXen(spec.instanceType) ? `xvda${number}` : `nvme0n1p${number}`
}

/** `ens5`, and of the next interface `ens6`. */
export function interfaceName({ interfaceName: first }: DistributionFacts, index: number): string {
  if (index === 0) return first
  return first.replace(/\d*$/, (number) => String(Number(number) + index))
}

/** Jumbo frames inside a VPC, not on a laptop's wireless network. */
export function mtuOf(spec: { readonly distribution: Distribution }): number {
  return spec.distribution === 'laptop' ? 1500 : 9001
}

/** What a person can notice of a distribution: names, versions, users, prompts, timing. */
export interface DistributionFacts {
  readonly family: 'amazon' | 'debian' | 'redhat' | 'suse' | 'windows'
  readonly prettyName: string
  readonly id: string
  readonly version: string
  readonly kernel: string
  readonly defaultUser: string
  /** Groups of the default user besides its own. */
  readonly groups: readonly string[]
  readonly packageTool: 'dnf' | 'yum' | 'apt' | 'zypper' | 'none'
  readonly systemd: string
  readonly cloudInit: string
  readonly bash: string
  /** Version of the agent that the image carries, if it does. */
  readonly agentVersion: string | undefined
  readonly agentUnit: string
  readonly sshUnit: 'sshd' | 'ssh'
  /** What its sshd says first, after `SSH-2.0-`. */
  readonly sshIdent: string
  /** Whether the image brings EC2 Instance Connect. */
  readonly instanceConnect: boolean
  readonly interfaceName: string
  readonly rootFileSystem: 'xfs' | 'ext4'
  /** Number of the root disk's partition that holds the root file system. */
  readonly rootPartition: number
  /** ms from power-on to the login prompt. */
  readonly bootMs: number
  readonly login: string
  /** Programs that its disk brings besides those of its family, separated by spaces. */
  readonly programs?: string
}

const amazon = {
  family: 'amazon',
  defaultUser: 'ec2-user',
  groups: ['adm', 'wheel', 'systemd-journal'],
  agentUnit: 'amazon-ssm-agent',
  sshUnit: 'sshd',
  rootFileSystem: 'xfs',
  rootPartition: 1,
} as const

const debian = {
  family: 'debian',
  packageTool: 'apt',
  sshUnit: 'ssh',
  interfaceName: 'ens5',
  rootFileSystem: 'ext4',
  rootPartition: 1,
} as const

const ubuntu = {
  ...debian,
  defaultUser: 'ubuntu',
  groups: ['adm', 'cdrom', 'sudo', 'dip', 'lxd'],
  agentUnit: 'snap.amazon-ssm-agent.amazon-ssm-agent',
  agentVersion: '3.3.2299.0',
  id: 'ubuntu',
} as const

const windows = {
  family: 'windows',
  id: 'windows',
  kernel: '10.0',
  defaultUser: 'Administrator',
  groups: [],
  packageTool: 'none',
  systemd: '',
  cloudInit: '',
  bash: '',
  agentVersion: '3.3.2299.0',
  agentUnit: 'AmazonSSMAgent',
  sshUnit: 'sshd',
  sshIdent: '',
  instanceConnect: false,
  interfaceName: 'Ethernet',
  rootFileSystem: 'ext4',
  rootPartition: 1,
  bootMs: 24_000,
  login: '',
} as const

export const distributions: Readonly<Record<Distribution, DistributionFacts>> = {
  al2023: {
    ...amazon,
    prettyName: 'Amazon Linux 2023.9.20251014',
    id: 'amzn',
    version: '2023',
    kernel: '6.1.155-176.282.amzn2023',
    packageTool: 'dnf',
    systemd: '252.23-6.amzn2023',
    cloudInit: '22.2.2',
    bash: '5.2.15(1)-release',
    agentVersion: '3.3.2299.0',
    interfaceName: 'ens5',
    bootMs: 9_000,
    sshIdent: 'OpenSSH_8.7',
    instanceConnect: true,
    login: 'Amazon Linux 2023.9.20251014',
  },
  al2: {
    ...amazon,
    prettyName: 'Amazon Linux 2',
    id: 'amzn',
    version: '2',
    kernel: '5.10.245-241.976.amzn2',
    packageTool: 'yum',
    systemd: '219',
    cloudInit: '19.3-46.amzn2',
    bash: '4.2.46(2)-release',
    agentVersion: '3.3.2299.0',
    interfaceName: 'eth0',
    bootMs: 10_500,
    sshIdent: 'OpenSSH_7.4',
    instanceConnect: true,
    login: 'Amazon Linux 2',
  },
  'ubuntu-24.04': {
    ...ubuntu,
    prettyName: 'Ubuntu 24.04.3 LTS',
    version: '24.04',
    kernel: '6.14.0-1015-aws',
    systemd: '255.4-1ubuntu8.10',
    cloudInit: '25.2-0ubuntu1~24.04.1',
    bash: '5.2.21(1)-release',
    bootMs: 12_000,
    sshIdent: 'OpenSSH_9.6p1 Ubuntu-3ubuntu13.14',
    instanceConnect: true,
    login: 'Ubuntu 24.04.3 LTS',
  },
  'ubuntu-22.04': {
    ...ubuntu,
    prettyName: 'Ubuntu 22.04.5 LTS',
    version: '22.04',
    kernel: '6.8.0-1040-aws',
    systemd: '249.11-0ubuntu3.16',
    cloudInit: '25.2-0ubuntu1~22.04.1',
    bash: '5.1.16(1)-release',
    bootMs: 12_000,
    sshIdent: 'OpenSSH_8.9p1 Ubuntu-3ubuntu0.13',
    instanceConnect: true,
    login: 'Ubuntu 22.04.5 LTS',
  },
  'debian-12': {
    ...debian,
    prettyName: 'Debian GNU/Linux 12 (bookworm)',
    id: 'debian',
    version: '12',
    kernel: '6.1.0-40-cloud-amd64',
    defaultUser: 'admin',
    groups: ['adm', 'dialout', 'cdrom', 'floppy', 'sudo', 'audio', 'dip', 'video', 'plugdev'],
    systemd: '252.39-1~deb12u1',
    cloudInit: '22.4.2-1+deb12u3',
    bash: '5.2.15(1)-release',
    agentVersion: undefined,
    agentUnit: 'amazon-ssm-agent',
    bootMs: 10_000,
    sshIdent: 'OpenSSH_9.2p1 Debian-2+deb12u7',
    instanceConnect: false,
    login: 'Debian GNU/Linux 12',
  },
  laptop: {
    ...debian,
    prettyName: 'Debian GNU/Linux 12 (bookworm)',
    id: 'debian',
    version: '12',
    kernel: '6.1.0-40-amd64',
    defaultUser: 'student',
    groups: ['adm', 'cdrom', 'sudo', 'dip', 'plugdev'],
    systemd: '252.39-1~deb12u1',
    cloudInit: '',
    bash: '5.2.15(1)-release',
    agentVersion: undefined,
    agentUnit: 'amazon-ssm-agent',
    interfaceName: 'wlan0',
    rootPartition: 2,
    bootMs: 5_000,
    sshIdent: 'OpenSSH_9.2p1 Debian-2+deb12u7',
    instanceConnect: false,
    login: 'Debian GNU/Linux 12',
    programs: 'aws dig host nslookup netcat telnet tracepath traceroute jq tree unzip',
  },
  'rhel-9': {
    ...amazon,
    family: 'redhat',
    prettyName: 'Red Hat Enterprise Linux 9.6 (Plow)',
    id: 'rhel',
    version: '9.6',
    kernel: '5.14.0-570.12.1.el9_6',
    packageTool: 'dnf',
    systemd: '252-51.el9_6.1',
    cloudInit: '24.4-4.el9_6',
    bash: '5.1.8(1)-release',
    agentVersion: undefined,
    interfaceName: 'eth0',
    rootPartition: 4,
    bootMs: 14_000,
    sshIdent: 'OpenSSH_8.7',
    instanceConnect: false,
    login: 'Red Hat Enterprise Linux 9.6 (Plow)',
  },
  'sles-15': {
    ...amazon,
    family: 'suse',
    prettyName: 'SUSE Linux Enterprise Server 15 SP7',
    id: 'sles',
    version: '15.7',
    kernel: '6.4.0-150700.53.16-default',
    groups: ['users'],
    packageTool: 'zypper',
    systemd: '254.27',
    cloudInit: '23.3-150100.8.91.1',
    bash: '4.4.23(1)-release',
    agentVersion: '3.3.1611.0',
    interfaceName: 'eth0',
    rootPartition: 3,
    bootMs: 13_000,
    sshIdent: 'OpenSSH_9.6',
    instanceConnect: false,
    login: 'SUSE Linux Enterprise Server 15 SP7',
  },
  'windows-2022': { ...windows, prettyName: 'Windows Server 2022 Datacenter', version: '2022' },
  'windows-2025': { ...windows, prettyName: 'Windows Server 2025 Datacenter', version: '2025' },
}

/** `x86_64` and `aarch64` as the kernel says it. */
export function machineName(architecture: 'x86_64' | 'arm64' | 'i386'): string {
  if (architecture === 'arm64') return 'aarch64'
  return architecture === 'i386' ? 'i686' : 'x86_64'
}
