import {
  CreateKeyPairCommand,
  CreateSecurityGroupCommand,
  DescribeInstancesCommand,
  DescribeSubnetsCommand,
  GetPasswordDataCommand,
  RunInstancesCommand,
  StopInstancesCommand,
  type EC2Client,
  type Instance,
  type RunInstancesCommandInput,
} from '@aws-sdk/client-ec2'
import { constants, privateDecrypt } from 'node:crypto'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { catalogueImageId } from '../../../../catalogue/images.ts'

let cloud: TestCloud
let ec2: EC2Client
let account = 400_000_000_000
beforeAll(async () => {
  cloud = await startTestCloud()
})
afterAll(() => cloud.close())
beforeEach(() => {
  ec2 = cloud.ec2({ account: String(++account) })
})

const image = (key: string) => catalogueImageId(key, 'ap-northeast-2')
const al2023 = image('al2023/2023.9.20251110.1/kernel-6.1/x86_64')
const zone = { AvailabilityZone: 'ap-northeast-2a' }

async function run(more: Partial<RunInstancesCommandInput> = {}): Promise<Instance> {
  const made = await ec2.send(
    new RunInstancesCommand({
      ImageId: al2023,
      InstanceType: 't3.micro',
      MinCount: 1,
      MaxCount: 1,
      ...more,
    }),
  )
  return made.Instances?.[0] ?? {}
}
const refusal = (more: Partial<RunInstancesCommandInput>) =>
  run(more).then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? `${error.name}: ${error.message}` : undefined),
  )
async function subnetIn(availabilityZone: string): Promise<string> {
  const found = await ec2.send(
    new DescribeSubnetsCommand({
      Filters: [{ Name: 'availability-zone', Values: [availabilityZone] }],
    }),
  )
  return found.Subnets?.[0]?.SubnetId ?? ''
}

describe('the network of a launch', () => {
  it('is a subnet, groups and an address named on the interface', async () => {
    const SubnetId = await subnetIn('ap-northeast-2c')
    const { GroupId = '' } = await ec2.send(
      new CreateSecurityGroupCommand({ GroupName: 'web', Description: 'web' }),
    )
    const instance = await run({
      NetworkInterfaces: [
        {
          DeviceIndex: 0,
          SubnetId,
          Groups: [GroupId],
          AssociatePublicIpAddress: false,
          PrivateIpAddress: '172.31.32.77',
          SecondaryPrivateIpAddressCount: 1,
        },
      ],
    })
    expect(instance).toMatchObject({
      PrivateIpAddress: '172.31.32.77',
      PrivateDnsName: 'ip-172-31-32-77.ap-northeast-2.compute.internal',
      PublicDnsName: '',
      SubnetId,
      SecurityGroups: [{ GroupId, GroupName: 'web' }],
      Placement: { AvailabilityZone: 'ap-northeast-2c', AvailabilityZoneId: 'apne2-az3' },
    })
    expect(instance.PublicIpAddress).toBeUndefined()
    expect(instance.NetworkInterfaces?.[0]?.PrivateIpAddresses).toHaveLength(2)
    const again = { SubnetId, PrivateIpAddress: '172.31.32.77' }
    expect(await refusal(again)).toBe('InvalidIPAddress.InUse: Address 172.31.32.77 is in use.')
  })

  it('may be named by groups of the default VPC, and by zone', async () => {
    await ec2.send(new CreateSecurityGroupCommand({ GroupName: 'web', Description: 'web' }))
    expect(await run({ SecurityGroups: ['web', 'default'], Placement: zone })).toMatchObject({
      SecurityGroups: [{ GroupName: 'web' }, { GroupName: 'default' }],
      Placement: zone,
    })
    const SubnetId = await subnetIn('ap-northeast-2a')
    expect(await refusal({ SubnetId, SecurityGroups: ['web'] })).toBe(
      'InvalidParameterCombination: The parameter groupName cannot be used with the parameter subnet',
    )
    expect(await refusal({ Placement: { AvailabilityZone: 'ap-northeast-2z' } })).toBe(
      'InvalidParameterValue: Invalid availability zone: [ap-northeast-2z]',
    )
  })

  it('has several interfaces only without an automatic address', async () => {
    const SubnetId = await subnetIn('ap-northeast-2a')
    const two = await run({
      NetworkInterfaces: [
        { DeviceIndex: 1, SubnetId },
        { DeviceIndex: 0, SubnetId },
      ],
    })
    expect(two.NetworkInterfaces?.map(({ Attachment }) => Attachment?.DeviceIndex)).toEqual([0, 1])
    expect(two.PublicIpAddress).toBeUndefined()
    expect(
      await refusal({
        NetworkInterfaces: [
          { DeviceIndex: 0, SubnetId, AssociatePublicIpAddress: true },
          { DeviceIndex: 1, SubnetId },
        ],
      }),
    ).toMatch(/^InvalidParameterCombination: The associatePublicIPAddress parameter cannot be/)
  })
})

describe('the disks of a launch', () => {
  it('take the limits of their type', async () => {
    const disk = (Ebs: object) => ({
      BlockDeviceMappings: [{ DeviceName: '/dev/sdb', Ebs }],
    })
    expect(await refusal(disk({ VolumeSize: 10, VolumeType: 'io2' }))).toMatch(/^MissingParameter:/)
    expect(await refusal(disk({ VolumeSize: 10, VolumeType: 'gp3', Iops: 100 }))).toMatch(
      /^InvalidParameterValue: Volume iops of 100 is too low/,
    )
    expect(await refusal(disk({}))).toMatch(/^MissingParameter: .* size or snapshotId$/)
    expect(await refusal(disk({ VolumeSize: 9, KmsKeyId: 'k' }))).toMatch(
      /^InvalidParameterDependency/,
    )
    expect(await refusal(disk({ SnapshotId: 'snap-00000000000000000' }))).toMatch(
      /^InvalidSnapshot\.NotFound/,
    )
    const twice = { DeviceName: 'sdb', Ebs: { VolumeSize: 1 } }
    expect(
      await refusal({ BlockDeviceMappings: [{ ...twice, DeviceName: '/dev/sdb' }, twice] }),
    ).toMatch(/^InvalidBlockDeviceMapping: .* more than one/)
  })
})

describe('the advanced settings of a launch', () => {
  it('are kept and shown', async () => {
    expect(
      await run({
        InstanceType: 'm5.large',
        Monitoring: { Enabled: true },
        EbsOptimized: true,
        CpuOptions: { CoreCount: 1, ThreadsPerCore: 1 },
        MetadataOptions: { HttpTokens: 'optional', HttpPutResponseHopLimit: 3 },
        Placement: { Tenancy: 'dedicated' },
        MaintenanceOptions: { AutoRecovery: 'disabled' },
        PrivateDnsNameOptions: { HostnameType: 'resource-name' },
        CapacityReservationSpecification: { CapacityReservationPreference: 'none' },
        HibernationOptions: { Configured: true },
        BlockDeviceMappings: [
          { DeviceName: '/dev/xvda', Ebs: { VolumeSize: 30, Encrypted: true } },
        ],
      }),
    ).toMatchObject({
      Monitoring: { State: 'pending' },
      EbsOptimized: true,
      CpuOptions: { CoreCount: 1, ThreadsPerCore: 1 },
      MetadataOptions: { HttpTokens: 'optional', HttpPutResponseHopLimit: 3 },
      Placement: { Tenancy: 'dedicated' },
      MaintenanceOptions: { AutoRecovery: 'disabled' },
      PrivateDnsName: expect.stringMatching(/^i-0[0-9a-f]{16}\.ap-northeast-2\.compute\.internal$/),
      CapacityReservationSpecification: { CapacityReservationPreference: 'none' },
      HibernationOptions: { Configured: true },
    })
  })

  it('are refused where the type or the cloud does not have them', async () => {
    expect(await refusal({ HibernationOptions: { Configured: true } })).toMatch(
      /^UnsupportedHibernationConfiguration: .*encrypted/,
    )
    expect(await refusal({ CpuOptions: { CoreCount: 7 } })).toMatch(
      /^InvalidParameterValue: .*Core/,
    )
    expect(
      await refusal({ InstanceType: 'm5.large', CreditSpecification: { CpuCredits: 'standard' } }),
    ).toMatch(/^InvalidParameterCombination: .*credit/)
    expect(await refusal({ EnclaveOptions: { Enabled: true } })).toMatch(/Enclaves/)
    expect(await refusal({ Placement: { GroupName: 'g' } })).toMatch(
      /^InvalidPlacementGroup\.Unknown/,
    )
    expect(await refusal({ Placement: { Tenancy: 'host' } })).toMatch(/^InsufficientHostCapacity: /)
  })

  it('make a Spot Instance, which a one-time request does not let stop', async () => {
    const { InstanceId = '', ...spot } = await run({
      InstanceMarketOptions: { MarketType: 'spot' },
    })
    expect(spot).toMatchObject({
      InstanceLifecycle: 'spot',
      SpotInstanceRequestId: expect.stringMatching(/^sir-[a-z0-9]{8}$/),
    })
    await cloud.advance(String(account), '8s')
    await expect(
      ec2.send(new StopInstancesCommand({ InstanceIds: [InstanceId] })),
    ).rejects.toMatchObject({ name: 'UnsupportedOperation' })
    expect(
      await refusal({
        InstanceMarketOptions: {
          MarketType: 'spot',
          SpotOptions: { InstanceInterruptionBehavior: 'stop' },
        },
      }),
    ).toMatch(/^InvalidParameterCombination/)
  })

  it('leave a Windows password under the launch key', async () => {
    const { KeyMaterial = '' } = await ec2.send(new CreateKeyPairCommand({ KeyName: 'k' }))
    const { InstanceId } = await run({
      ImageId: image('windows-2022/Full'),
      InstanceType: 't3.small',
      KeyName: 'k',
    })
    const read = async () =>
      (await ec2.send(new GetPasswordDataCommand({ InstanceId }))).PasswordData ?? ''
    expect(await read()).toBe('')
    await cloud.advance(String(account), '60s')
    const sealed = await read()
    expect(await read()).toBe(sealed)
    const key = { key: KeyMaterial, padding: constants.RSA_PKCS1_PADDING }
    expect(privateDecrypt(key, Buffer.from(sealed, 'base64')).toString()).toHaveLength(32)
    const found = await ec2.send(new DescribeInstancesCommand({ InstanceIds: [InstanceId ?? ''] }))
    expect(found.Reservations?.[0]?.Instances?.[0]).toMatchObject({
      Platform: 'Windows',
      PlatformDetails: 'Windows',
      KeyName: 'k',
    })
  })
})
