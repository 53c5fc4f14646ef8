import type { ImageDistribution } from '@brume/guests'

/**
 * Public images in the form in which their publishers name and build them: names, owners, devices, usage codes; serials stand
 * for releases of late 2025, and the Marketplace's product codes are examples. Each maps to a distribution that Brume's guests
 * know; where an image would hold more than that, its description says that the product is not included.
 */
export interface ImageRelease {
  /** Identifies the release over all Regions; its id is derived from it. */
  readonly key: string
  readonly name: string
  readonly description: string
  readonly ownerId: string
  /** Absent on community images. */
  readonly ownerAlias?: 'amazon' | 'aws-marketplace'
  readonly architecture: 'x86_64' | 'arm64'
  readonly platform?: 'windows'
  readonly platformDetails: string
  readonly usageOperation: string
  readonly root:
    | { readonly deviceName: string; readonly sizeGiB: number; readonly volumeType: 'gp2' | 'gp3' }
    /** An instance-store root. */
    | { readonly deviceName: string; readonly sizeGiB?: undefined }
  readonly ephemeral?: readonly { readonly deviceName: string; readonly virtualName: string }[]
  readonly bootMode?: 'legacy-bios' | 'uefi' | 'uefi-preferred'
  readonly imdsSupport?: 'v2.0'
  readonly created: string
  /** Set on releases that a newer one has replaced. */
  readonly deprecated?: string
  readonly distribution: ImageDistribution
  readonly productCode?: string
  /** Public SSM parameters that name this release. */
  readonly parameters?: readonly string[]
}

type Architecture = ImageRelease['architecture']
const architectures: readonly Architecture[] = ['x86_64', 'arm64']
/** Debian's and Ubuntu's word for an architecture. */
const debianArchitecture = { x86_64: 'amd64', arm64: 'arm64' } as const

const linux = { platformDetails: 'Linux/UNIX', usageOperation: 'RunInstances' } as const
const amazon = { ownerId: '137112412989', ownerAlias: 'amazon', ...linux } as const
const canonical = { ownerId: '099720109477', ownerAlias: 'amazon', ...linux } as const

const amazonLinux2023: readonly ImageRelease[] = architectures.flatMap((architecture) =>
  [
    { version: '2023.9.20251110.1', created: '2025-11-11T21:44:52.000Z', latest: true },
    { version: '2023.9.20251027.0', created: '2025-10-28T22:07:10.000Z', latest: false },
  ].flatMap(({ version, created, latest }): ImageRelease[] => {
    const common = {
      ...amazon,
      architecture,
      root: { deviceName: '/dev/xvda', sizeGiB: 8, volumeType: 'gp3' },
      bootMode: architecture === 'arm64' ? 'uefi' : 'uefi-preferred',
      imdsSupport: 'v2.0',
      created,
      deprecated: latest ? undefined : created.replace('2025', '2027'),
      distribution: 'al2023',
    } as const
    const path = '/aws/service/ami-amazon-linux-latest/'
    return [
      {
        ...common,
        key: `al2023/${version}/kernel-6.1/${architecture}`,
        name: `al2023-ami-${version}-kernel-6.1-${architecture}`,
        description: `Amazon Linux 2023 AMI ${version} ${architecture} HVM kernel-6.1`,
        parameters: latest
          ? [
              `${path}al2023-ami-kernel-default-${architecture}`,
              `${path}al2023-ami-kernel-6.1-${architecture}`,
            ]
          : [],
      },
      {
        ...common,
        key: `al2023/${version}/minimal/${architecture}`,
        name: `al2023-ami-minimal-${version}-kernel-6.1-${architecture}`,
        description: `Amazon Linux 2023 AMI ${version} ${architecture} Minimal HVM kernel-6.1`,
        root: { deviceName: '/dev/xvda', sizeGiB: 2, volumeType: 'gp3' },
        parameters: latest
          ? [
              `${path}al2023-ami-minimal-kernel-default-${architecture}`,
              `${path}al2023-ami-minimal-kernel-6.1-${architecture}`,
            ]
          : [],
      },
    ]
  }),
)

const amazonLinux2: readonly ImageRelease[] = architectures.map((architecture) => {
  const path = '/aws/service/ami-amazon-linux-latest/amzn2-ami-'
  return {
    ...amazon,
    key: `al2/${architecture}`,
    name: `amzn2-ami-kernel-5.10-hvm-2.0.20251110.1-${architecture}-gp2`,
    description: `Amazon Linux 2 Kernel 5.10 AMI 2.0.20251110.1 ${architecture} HVM gp2`,
    architecture,
    root: { deviceName: '/dev/xvda', sizeGiB: 8, volumeType: 'gp2' },
    bootMode: architecture === 'arm64' ? 'uefi' : undefined,
    created: '2025-11-11T19:02:33.000Z',
    distribution: 'al2',
    parameters: [
      `${path}kernel-5.10-hvm-${architecture}-gp2`,
      `${path}kernel-5.10-hvm-${architecture}-ebs`,
      `${path}hvm-${architecture}-gp2`,
      ...(architecture === 'x86_64' ? [`${path}hvm-x86_64-ebs`] : []),
    ],
  }
})

const ubuntuEphemeral = [
  { deviceName: '/dev/sdb', virtualName: 'ephemeral0' },
  { deviceName: '/dev/sdc', virtualName: 'ephemeral1' },
]

const ubuntu: readonly ImageRelease[] = architectures.flatMap((architecture) => {
  const arch = debianArchitecture[architecture]
  const common = {
    ...canonical,
    architecture,
    ephemeral: ubuntuEphemeral,
    bootMode: architecture === 'arm64' ? 'uefi' : 'uefi-preferred',
  } as const
  const releases = [
    ['24.04', 'noble', 'ubuntu-24.04', 'gp3', '20251022', true],
    ['24.04', 'noble', 'ubuntu-24.04', 'gp3', '20250821', false],
    ['22.04', 'jammy', 'ubuntu-22.04', 'gp2', '20251015', true],
    ['22.04', 'jammy', 'ubuntu-22.04', 'gp2', '20250712', false],
  ] as const
  return releases.map(
    ([version, codename, distribution, volumeType, serial, latest]): ImageRelease => {
      const day = `${serial.slice(0, 4)}-${serial.slice(4, 6)}-${serial.slice(6)}`
      const folder = volumeType === 'gp3' ? 'hvm-ssd-gp3' : 'hvm-ssd'
      const path = '/aws/service/canonical/ubuntu/server'
      return {
        ...common,
        key: `${distribution}/${serial}/${architecture}`,
        name: `ubuntu/images/${folder}/ubuntu-${codename}-${version}-${arch}-server-${serial}`,
        description: `Canonical, Ubuntu, ${version}, ${arch} ${codename} image`,
        root: { deviceName: '/dev/sda1', sizeGiB: 8, volumeType },
        imdsSupport: version === '24.04' ? 'v2.0' : undefined,
        created: `${day}T06:10:41.000Z`,
        deprecated: latest ? undefined : `${day.replace('2025', '2027')}T06:10:41.000Z`,
        distribution,
        parameters: latest
          ? [version, codename].flatMap((name) => [
              `${path}/${name}/stable/current/${arch}/hvm/ebs-${volumeType}/ami-id`,
              `${path}/${name}/stable/${serial}/${arch}/hvm/ebs-${volumeType}/ami-id`,
            ])
          : [],
      }
    },
  )
})

const debian: readonly ImageRelease[] = architectures.map((architecture) => {
  const arch = debianArchitecture[architecture]
  return {
    ...linux,
    key: `debian-12/${architecture}`,
    name: `debian-12-${arch}-20251112-2294`,
    description: 'Debian 12 (20251112-2294)',
    ownerId: '136693071363',
    ownerAlias: 'amazon',
    architecture,
    root: { deviceName: '/dev/xvda', sizeGiB: 8, volumeType: 'gp3' },
    bootMode: architecture === 'arm64' ? 'uefi' : 'uefi-preferred',
    created: '2025-11-12T15:32:08.000Z',
    distribution: 'debian-12',
    parameters: [
      `/aws/service/debian/release/12/latest/${arch}`,
      `/aws/service/debian/release/bookworm/latest/${arch}`,
    ],
  }
})

const redHat: readonly ImageRelease[] = architectures.map((architecture) => ({
  key: `rhel-9/${architecture}`,
  name: `RHEL-9.6.0_HVM-20250910-${architecture}-0-Hourly2-GP3`,
  description: 'Provided by Red Hat, Inc.',
  ownerId: '309956199498',
  ownerAlias: 'amazon',
  architecture,
  platformDetails: 'Red Hat Enterprise Linux',
  usageOperation: 'RunInstances:0010',
  root: { deviceName: '/dev/sda1', sizeGiB: 10, volumeType: 'gp3' },
  bootMode: architecture === 'arm64' ? 'uefi' : 'uefi-preferred',
  imdsSupport: 'v2.0',
  created: '2025-09-10T14:20:27.000Z',
  distribution: 'rhel-9',
}))

const suse: readonly ImageRelease[] = architectures.map((architecture) => ({
  key: `sles-15/${architecture}`,
  name: `suse-sles-15-sp7-v20251030-hvm-ssd-${architecture}`,
  description: 'SUSE Linux Enterprise Server 15 SP7 (HVM, 64-bit, SSD-Backed)',
  ownerId: '013907871322',
  ownerAlias: 'amazon',
  architecture,
  platformDetails: 'SUSE Linux',
  usageOperation: 'RunInstances:000g',
  root: { deviceName: '/dev/sda1', sizeGiB: 10, volumeType: 'gp3' },
  bootMode: architecture === 'arm64' ? 'uefi' : 'uefi-preferred',
  imdsSupport: 'v2.0',
  created: '2025-10-30T10:50:19.000Z',
  distribution: 'sles-15',
  parameters: [
    `/aws/service/suse/sles/15-sp7/${architecture}/latest`,
    `/aws/service/suse/sles/15-sp7/${architecture}/20251030`,
  ],
}))

const windows: readonly ImageRelease[] = (['2025', '2022'] as const).flatMap((year) =>
  (['Full', 'Core'] as const).map((edition) => ({
    key: `windows-${year}/${edition}`,
    name: `Windows_Server-${year}-English-${edition}-Base-2025.11.12`,
    description: `Microsoft Windows Server ${year} ${edition} Locale English AMI provided by Amazon`,
    ownerId: '801119661308',
    ownerAlias: 'amazon',
    architecture: 'x86_64',
    platform: 'windows',
    platformDetails: 'Windows',
    usageOperation: 'RunInstances:0002',
    root: { deviceName: '/dev/sda1', sizeGiB: 30, volumeType: year === '2025' ? 'gp3' : 'gp2' },
    bootMode: year === '2025' ? 'uefi' : undefined,
    imdsSupport: year === '2025' ? 'v2.0' : undefined,
    created: '2025-11-12T05:28:44.000Z',
    distribution: year === '2025' ? 'windows-2025' : 'windows-2022',
    parameters: [`/aws/service/ami-windows-latest/Windows_Server-${year}-English-${edition}-Base`],
  })),
)

/** Its root lives on the host: such an instance cannot be stopped, and only older types take it. */
const instanceStore: ImageRelease = {
  ...canonical,
  key: 'ubuntu-22.04/instance-store',
  name: 'ubuntu/images/hvm-instance/ubuntu-jammy-22.04-amd64-server-20231207',
  description: 'Canonical, Ubuntu, 22.04 LTS, amd64 jammy image build on 2023-12-07',
  architecture: 'x86_64',
  root: { deviceName: '/dev/sda1' },
  created: '2023-12-07T20:35:17.000Z',
  distribution: 'ubuntu-22.04',
}

/** Refused with OptInRequired until the account has accepted the product's terms. */
const marketplace: readonly ImageRelease[] = (
  [
    {
      name: 'bitnami-wordpress-6.8.3-r04-on-debian-12-x86_64-hvm-ebs-nami',
      description: 'WordPress packaged by Bitnami on Debian 12 (simulated: a plain Debian 12)',
      productCode: '7d426cb7-9522-4dd7-a56b-55dd8cc1c8d0',
      distribution: 'debian-12',
      deviceName: '/dev/xvda',
    },
    {
      name: 'OpenVPN Access Server-3.0.1-fe8020db',
      description: 'OpenVPN Access Server on Ubuntu 24.04 (simulated: a plain Ubuntu 24.04)',
      productCode: 'f2ew2wrz425a1jagnifd02u5t',
      distribution: 'ubuntu-24.04',
      deviceName: '/dev/sda1',
    },
    {
      name: 'CIS Red Hat Enterprise Linux 9 Benchmark - Level 1 - v17',
      description: 'RHEL 9 hardened to the CIS Level 1 profile (simulated: a plain RHEL 9)',
      productCode: 'a6vx1kqjpc9m6ud3yxp3vc4qm',
      distribution: 'rhel-9',
      deviceName: '/dev/sda1',
    },
  ] as const
).map(({ deviceName, ...release }) => ({
  ...release,
  ...linux,
  key: `marketplace/${release.productCode}`,
  ownerId: '679593333241',
  ownerAlias: 'aws-marketplace',
  architecture: 'x86_64',
  root: { deviceName, sizeGiB: 10, volumeType: 'gp3' },
  created: '2025-10-16T08:15:00.000Z',
}))

/** Published without AWS's mark of a verified provider. */
const community: readonly ImageRelease[] = [
  ...architectures.map((architecture): ImageRelease => {
    const arch = debianArchitecture[architecture]
    return {
      ...linux,
      key: `community/ubuntu-minimal/${architecture}`,
      name: `ubuntu-minimal/images/hvm-ssd-gp3/ubuntu-noble-24.04-${arch}-minimal-20251022`,
      description: `Canonical, Ubuntu Minimal, 24.04, ${arch} noble image`,
      ownerId: '099720109477',
      architecture,
      root: { deviceName: '/dev/sda1', sizeGiB: 8, volumeType: 'gp3' },
      bootMode: architecture === 'arm64' ? 'uefi' : 'uefi-preferred',
      imdsSupport: 'v2.0',
      created: '2025-10-22T07:41:56.000Z',
      distribution: 'ubuntu-24.04',
    }
  }),
  {
    ...linux,
    key: 'community/debian-12-backports',
    name: 'debian-12-backports-amd64-20251112-2294',
    description: 'Debian 12 with backported kernel (20251112-2294)',
    ownerId: '136693071363',
    architecture: 'x86_64',
    root: { deviceName: '/dev/xvda', sizeGiB: 8, volumeType: 'gp3' },
    bootMode: 'uefi-preferred',
    created: '2025-11-12T15:44:30.000Z',
    distribution: 'debian-12',
  },
  {
    ...linux,
    key: 'community/ecs',
    name: 'al2023-ami-ecs-hvm-2023.0.20251108-kernel-6.1-x86_64',
    description:
      'Amazon Linux AMI 2023.0.20251108 x86_64 ECS HVM EBS (simulated: a plain Amazon Linux 2023)',
    ownerId: '591542846629',
    architecture: 'x86_64',
    root: { deviceName: '/dev/xvda', sizeGiB: 30, volumeType: 'gp3' },
    bootMode: 'uefi-preferred',
    imdsSupport: 'v2.0',
    created: '2025-11-08T01:05:12.000Z',
    distribution: 'al2023',
  },
]

export const imageReleases: readonly ImageRelease[] = [
  ...amazonLinux2023,
  ...amazonLinux2,
  ...ubuntu,
  ...debian,
  ...redHat,
  ...suse,
  ...windows,
  instanceStore,
  ...marketplace,
  ...community,
]
