import { withAddedVolume, withImage } from './change-form.ts'
import { newLaunchForm, type ImageChoice, type LaunchForm } from './form.ts'

/** Forms that tests share: the plainest launch, and one that says something in every section. */
export const sampleImage: ImageChoice = {
  id: 'ami-0123456789abcdef0',
  name: 'al2023-ami-2023.9.20251117.1-kernel-6.1-x86_64',
  architecture: 'x86_64',
  platform: 'linux',
  rootDeviceType: 'ebs',
  rootDeviceName: '/dev/xvda',
  metadataTokens: 'required',
  enaSupport: true,
  loginUser: 'ec2-user',
  state: 'available',
  volumes: [
    {
      deviceName: '/dev/xvda',
      snapshotId: 'snap-0123456789abcdef0',
      sizeGiB: 8,
      type: 'gp3',
      iops: 3000,
      throughput: 125,
      deleteOnTermination: true,
      encrypted: false,
    },
  ],
}

export function plainForm(image: ImageChoice = sampleImage): LaunchForm {
  const form = withImage(newLaunchForm(), image)
  return {
    ...form,
    name: 'web',
    instanceType: 't3.micro',
    keyPair: { ...form.keyPair, mode: 'none' },
    network: { ...form.network, vpcId: 'vpc-0123456789abcdef0' },
  }
}

/** Texts chosen to break careless quoting in shells, TypeScript and HCL. */
export const hostileText = `it's "quoted" $HOME \`id\` \${a} %{b} back\\slash 한글 🐧`

export function fullForm(image: ImageChoice = sampleImage): LaunchForm {
  const form = withAddedVolume(plainForm(image))
  const { newGroup } = form.network
  return {
    ...form,
    name: hostileText,
    count: '2',
    tags: [
      { id: 'tag-1', key: 'Team', value: 'blue green', targets: ['instance', 'volume'] },
      { id: 'tag-2', key: 'web:tier', value: '', targets: ['instance'] },
    ],
    keyPair: { ...form.keyPair, mode: 'new', newName: 'my key', type: 'ed25519', format: 'pem' },
    network: {
      ...form.network,
      publicIp: 'enable',
      ipv6: 'enable',
      newGroup: {
        ...newGroup,
        name: 'web & ssh',
        description: 'Open to (all)',
        rules: [
          ...newGroup.rules,
          {
            id: 'rule-2',
            preset: 'http',
            protocol: 'tcp',
            ports: '80',
            sourceKind: 'custom',
            source: '203.0.113.7, 2001:db8::/32',
            description: 'office',
          },
        ],
      },
    },
    volumes: form.volumes.map((row) =>
      row.root
        ? { ...row, sizeGiB: '20', iops: '4000', throughput: '250' }
        : { ...row, sizeGiB: '100', type: 'io2', iops: '1000', throughput: '' },
    ),
    advanced: {
      ...form.advanced,
      shutdown: 'terminate',
      terminationProtection: true,
      detailedMonitoring: true,
      credits: 'standard',
      metadataTags: true,
      userData: `#!/bin/bash\necho ${hostileText}\ncat <<EOT\n\tx\nEOT\n`,
    },
  }
}
