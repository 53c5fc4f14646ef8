/** The systems of the quick start, as data: who publishes each version and how its images are named for an architecture. */
export interface QuickStartSystem {
  readonly id: string
  readonly label: string
  /** Two letters that stand for it; the makers' logos are not ours to show. */
  readonly sign: string
  readonly versions: readonly QuickStartVersion[]
}

export interface QuickStartVersion {
  readonly id: string
  readonly label: string
  readonly owner: string
  /** Pattern of the image's name by architecture; the newest match is offered. */
  readonly names: Readonly<Partial<Record<Architecture, string>>>
}

export type Architecture = 'x86_64' | 'arm64'

const canonical = '099720109477'
const debian = '136693071363'
const redHat = '309956199498'
const suse = '013907871322'

export const quickStartSystems: readonly QuickStartSystem[] = [
  {
    id: 'amazon-linux',
    label: 'Amazon Linux',
    sign: 'AL',
    versions: [
      {
        id: 'al2023',
        label: 'Amazon Linux 2023',
        owner: 'amazon',
        names: {
          x86_64: 'al2023-ami-2023.*-x86_64',
          arm64: 'al2023-ami-2023.*-arm64',
        },
      },
      {
        id: 'al2',
        label: 'Amazon Linux 2',
        owner: 'amazon',
        names: {
          x86_64: 'amzn2-ami-*hvm-2.0.*-x86_64-*',
          arm64: 'amzn2-ami-*hvm-2.0.*-arm64-*',
        },
      },
    ],
  },
  {
    id: 'ubuntu',
    label: 'Ubuntu',
    sign: 'Ub',
    versions: [
      {
        id: 'noble',
        label: 'Ubuntu Server 24.04 LTS',
        owner: canonical,
        names: {
          x86_64: 'ubuntu/images/hvm-ssd*/ubuntu-noble-24.04-amd64-server-*',
          arm64: 'ubuntu/images/hvm-ssd*/ubuntu-noble-24.04-arm64-server-*',
        },
      },
      {
        id: 'jammy',
        label: 'Ubuntu Server 22.04 LTS',
        owner: canonical,
        names: {
          x86_64: 'ubuntu/images/hvm-ssd*/ubuntu-jammy-22.04-amd64-server-*',
          arm64: 'ubuntu/images/hvm-ssd*/ubuntu-jammy-22.04-arm64-server-*',
        },
      },
    ],
  },
  {
    id: 'windows',
    label: 'Windows',
    sign: 'Wi',
    versions: [
      {
        id: 'windows-2025',
        label: 'Windows Server 2025 Base',
        owner: 'amazon',
        names: { x86_64: 'Windows_Server-2025-English-Full-Base-*' },
      },
      {
        id: 'windows-2022',
        label: 'Windows Server 2022 Base',
        owner: 'amazon',
        names: { x86_64: 'Windows_Server-2022-English-Full-Base-*' },
      },
    ],
  },
  {
    id: 'rhel',
    label: 'Red Hat',
    sign: 'RH',
    versions: [
      {
        id: 'rhel-9',
        label: 'Red Hat Enterprise Linux 9',
        owner: redHat,
        names: { x86_64: 'RHEL-9.*_HVM-*-x86_64-*', arm64: 'RHEL-9.*_HVM-*-arm64-*' },
      },
    ],
  },
  {
    id: 'suse',
    label: 'SUSE Linux',
    sign: 'SU',
    versions: [
      {
        id: 'sles-15',
        label: 'SUSE Linux Enterprise Server 15',
        owner: suse,
        names: { x86_64: 'suse-sles-15-*-hvm-ssd-x86_64', arm64: 'suse-sles-15-*-hvm-ssd-arm64' },
      },
    ],
  },
  {
    id: 'debian',
    label: 'Debian',
    sign: 'De',
    versions: [
      {
        id: 'debian-12',
        label: 'Debian 12',
        owner: debian,
        names: { x86_64: 'debian-12-amd64-*', arm64: 'debian-12-arm64-*' },
      },
    ],
  },
]

/** Names under which AWS publishes the newest images. */
export const publicImageParameters: readonly string[] = [
  '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64',
  '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64',
  '/aws/service/ami-amazon-linux-latest/amzn2-ami-hvm-x86_64-gp2',
  '/aws/service/canonical/ubuntu/server/24.04/stable/current/amd64/hvm/ebs-gp3/ami-id',
  '/aws/service/canonical/ubuntu/server/22.04/stable/current/amd64/hvm/ebs-gp2/ami-id',
  '/aws/service/debian/release/12/latest/amd64',
  '/aws/service/ami-windows-latest/Windows_Server-2022-English-Full-Base',
  '/aws/service/ami-windows-latest/Windows_Server-2025-English-Full-Base',
]
