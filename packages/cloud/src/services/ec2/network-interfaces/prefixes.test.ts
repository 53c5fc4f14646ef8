import {
  AssignIpv6AddressesCommand,
  AssignPrivateIpAddressesCommand,
  AuthorizeSecurityGroupEgressCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateFlowLogsCommand,
  CreateLaunchTemplateCommand,
  CreateNetworkInterfaceCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCidrReservationCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  DescribeInstancesCommand,
  DescribeLaunchTemplateVersionsCommand,
  DescribeNetworkInterfacesCommand,
  DescribeSubnetsCommand,
  RunInstancesCommand,
  UnassignIpv6AddressesCommand,
  UnassignPrivateIpAddressesCommand,
  type EC2Client,
} from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createGuestFetch } from '../../../data-plane/metadata.ts'

const ImageId = 'resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64'
const place = { account: '123456789012', region: 'ap-northeast-2' }
let cloud: TestCloud
let ec2: EC2Client
let VpcId = ''
let GroupId = ''
/** `2600:…:xx`, the first 56 bits. */
let network = ''
let subnets = 0

beforeAll(async () => {
  cloud = await startTestCloud()
  ec2 = cloud.ec2()
  const { Vpc } = await ec2.send(
    new CreateVpcCommand({ CidrBlock: '10.0.0.0/16', AmazonProvidedIpv6CidrBlock: true }),
  )
  VpcId = Vpc?.VpcId ?? ''
  const block = Vpc?.Ipv6CidrBlockAssociationSet?.[0]?.Ipv6CidrBlock ?? ''
  network = block.replace('00::/56', '')
  const made = await ec2.send(
    new CreateSecurityGroupCommand({ VpcId, GroupName: 'pods', Description: 'pods' }),
  )
  GroupId = made.GroupId ?? ''
  await ec2.send(
    new AuthorizeSecurityGroupEgressCommand({
      GroupId,
      IpPermissions: [{ IpProtocol: '-1', Ipv6Ranges: [{ CidrIpv6: '::/0' }] }],
    }),
  )
})
afterAll(() => cloud.close())

/** A subnet of its own for a test: /24 and /64. */
async function makeSubnet(): Promise<{ SubnetId: string; ipv4: string; ipv6: string }> {
  subnets += 1
  const ipv6 = `${network}0${subnets}`
  const { Subnet } = await ec2.send(
    new CreateSubnetCommand({
      VpcId,
      CidrBlock: `10.0.${subnets}.0/24`,
      Ipv6CidrBlock: `${ipv6}::/64`,
      AvailabilityZone: `${place.region}a`,
    }),
  )
  return { SubnetId: Subnet?.SubnetId ?? '', ipv4: `10.0.${subnets}`, ipv6 }
}

async function freeAddresses(SubnetId: string): Promise<number | undefined> {
  const { Subnets } = await ec2.send(new DescribeSubnetsCommand({ SubnetIds: [SubnetId] }))
  return Subnets?.[0]?.AvailableIpAddressCount
}

async function described(id: string) {
  const { NetworkInterfaces } = await ec2.send(
    new DescribeNetworkInterfacesCommand({ NetworkInterfaceIds: [id] }),
  )
  return NetworkInterfaces?.[0]
}

const isBlock = (ipv4: string) =>
  new RegExp(
    `^${ipv4.replaceAll('.', '\\.')}\\.(16|32|48|64|80|96|112|128|144|160|176|192|208|224)/28$`,
  )

describe('Prefixes of an interface', () => {
  it('are given by number and by name, counted in the subnet, described and taken back', async () => {
    const { SubnetId, ipv4, ipv6 } = await makeSubnet()
    const { NetworkInterface } = await ec2.send(
      new CreateNetworkInterfaceCommand({ SubnetId, Ipv4PrefixCount: 1, Ipv6PrefixCount: 1 }),
    )
    const NetworkInterfaceId = NetworkInterface?.NetworkInterfaceId ?? ''
    expect(NetworkInterface?.Ipv4Prefixes?.[0]?.Ipv4Prefix).toMatch(isBlock(ipv4))
    expect(NetworkInterface?.Ipv6Prefixes?.[0]?.Ipv6Prefix).toMatch(/^[0-9a-f:]+\/80$/)
    expect(await freeAddresses(SubnetId)).toBe(251 - 1 - 16)
    const taken = NetworkInterface?.Ipv4Prefixes?.[0]?.Ipv4Prefix ?? ''
    const free = taken === `${ipv4}.32/28` ? `${ipv4}.48/28` : `${ipv4}.32/28`
    const more = await ec2.send(
      new AssignPrivateIpAddressesCommand({ NetworkInterfaceId, Ipv4Prefixes: [free] }),
    )
    expect(more.AssignedIpv4Prefixes).toEqual([{ Ipv4Prefix: free }])
    const six = `${ipv6}:abcd::/80`
    const moreSix = await ec2.send(
      new AssignIpv6AddressesCommand({ NetworkInterfaceId, Ipv6Prefixes: [six] }),
    )
    expect(moreSix.AssignedIpv6Prefixes).toEqual([six])
    expect(await described(NetworkInterfaceId)).toMatchObject({
      Ipv4Prefixes: [{ Ipv4Prefix: taken }, { Ipv4Prefix: free }],
      Ipv6Prefixes: [{}, { Ipv6Prefix: six }],
    })
    await ec2.send(
      new UnassignPrivateIpAddressesCommand({ NetworkInterfaceId, Ipv4Prefixes: [free, taken] }),
    )
    const gone = await ec2.send(
      new UnassignIpv6AddressesCommand({ NetworkInterfaceId, Ipv6Prefixes: [six] }),
    )
    expect(gone.UnassignedIpv6Prefixes).toEqual([six])
    expect((await described(NetworkInterfaceId))?.Ipv6Prefixes).toHaveLength(1)
    expect(await freeAddresses(SubnetId)).toBe(250)
    await expect(
      ec2.send(new UnassignPrivateIpAddressesCommand({ NetworkInterfaceId, Ipv4Prefixes: [free] })),
    ).rejects.toMatchObject({ name: 'InvalidParameterValue' })
  })

  it('are refused where they are none, elsewhere, reserved, taken, or asked for in two ways', async () => {
    const { SubnetId, ipv4, ipv6 } = await makeSubnet()
    const { NetworkInterface } = await ec2.send(
      new CreateNetworkInterfaceCommand({
        SubnetId,
        PrivateIpAddress: `${ipv4}.40`,
        Ipv6Addresses: [{ Ipv6Address: `${ipv6}:abcd::7` }],
      }),
    )
    const NetworkInterfaceId = NetworkInterface?.NetworkInterfaceId ?? ''
    const assign = (more: object) =>
      ec2.send(new AssignPrivateIpAddressesCommand({ NetworkInterfaceId, ...more }))
    const assignSix = (more: object) =>
      ec2.send(new AssignIpv6AddressesCommand({ NetworkInterfaceId, ...more }))
    const invalid = { name: 'InvalidParameterValue' }
    const inUse = { name: 'InvalidIPAddress.InUse' }
    const combined = { name: 'InvalidParameterCombination' }
    await expect(assign({ Ipv4Prefixes: [`${ipv4}.32/27`] })).rejects.toMatchObject(invalid)
    await expect(assign({ Ipv4Prefixes: ['10.99.0.16/28'] })).rejects.toMatchObject(invalid)
    await expect(assign({ Ipv4Prefixes: [`${ipv4}.0/28`] })).rejects.toMatchObject(invalid)
    await expect(assign({ Ipv4Prefixes: [`${ipv4}.32/28`] })).rejects.toMatchObject(inUse)
    await expect(assignSix({ Ipv6Prefixes: [`${ipv6}:abcd::/80`] })).rejects.toMatchObject(inUse)
    const both = { Ipv4PrefixCount: 1, Ipv4Prefixes: [`${ipv4}.64/28`] }
    await expect(assign(both)).rejects.toMatchObject(combined)
    const mixed = { Ipv4PrefixCount: 1, SecondaryPrivateIpAddressCount: 1 }
    await expect(assign(mixed)).rejects.toMatchObject(combined)
    await expect(assign({})).rejects.toMatchObject({ name: 'MissingParameter' })
    await assign({ Ipv4Prefixes: [`${ipv4}.64/28`] })
    await assignSix({ Ipv6Prefixes: [`${ipv6}:beef::/80`] })
    await expect(assign({ PrivateIpAddresses: [`${ipv4}.70`] })).rejects.toMatchObject(invalid)
    await expect(
      assign({ PrivateIpAddresses: [`${ipv4}.70`], AllowReassignment: true }),
    ).rejects.toMatchObject(invalid)
    await expect(
      ec2.send(new CreateNetworkInterfaceCommand({ SubnetId, PrivateIpAddress: `${ipv4}.70` })),
    ).rejects.toMatchObject(inUse)
    await expect(assignSix({ Ipv6Addresses: [`${ipv6}:beef::9`] })).rejects.toMatchObject(inUse)
  })

  it('come from what is reserved for them first, and run out', async () => {
    const { SubnetId, ipv4 } = await makeSubnet()
    const reserve = (Cidr: string, ReservationType: 'prefix' | 'explicit') =>
      ec2.send(new CreateSubnetCidrReservationCommand({ SubnetId, Cidr, ReservationType }))
    await reserve(`${ipv4}.208/28`, 'prefix')
    await reserve(`${ipv4}.0/25`, 'explicit')
    await reserve(`${ipv4}.128/26`, 'explicit')
    const make = () =>
      ec2.send(
        new CreateNetworkInterfaceCommand({ SubnetId, Ipv4PrefixCount: 1, PrivateIpAddress }),
      )
    let PrivateIpAddress = `${ipv4}.250`
    const before = await freeAddresses(SubnetId)
    const first = await make()
    expect(first.NetworkInterface?.Ipv4Prefixes).toEqual([{ Ipv4Prefix: `${ipv4}.208/28` }])
    expect(await freeAddresses(SubnetId)).toBe((before ?? 0) - 1)
    const rest = []
    for (const last of ['251', '252']) {
      PrivateIpAddress = `${ipv4}.${last}`
      rest.push((await make()).NetworkInterface?.Ipv4Prefixes?.[0]?.Ipv4Prefix)
    }
    expect(rest.toSorted()).toEqual([`${ipv4}.192/28`, `${ipv4}.224/28`])
    PrivateIpAddress = `${ipv4}.253`
    await expect(make()).rejects.toMatchObject({ name: 'InsufficientCidrBlocks' })
  })

  it('count as addresses of the type, and are for Nitro alone', async () => {
    const { SubnetId } = await makeSubnet()
    const run = (InstanceType: 't3.micro' | 't2.micro', Ipv4PrefixCount: number) =>
      ec2.send(
        new RunInstancesCommand({
          ImageId,
          InstanceType,
          MinCount: 1,
          MaxCount: 1,
          NetworkInterfaces: [{ DeviceIndex: 0, SubnetId, Ipv4PrefixCount }],
        }),
      )
    // A t3.micro's interface has two addresses.
    await expect(run('t3.micro', 2)).rejects.toMatchObject({
      name: 'PrivateIpAddressLimitExceeded',
    })
    await expect(run('t2.micro', 1)).rejects.toMatchObject({ name: 'UnsupportedOperation' })
    const { Instances } = await run('t3.micro', 1)
    const [eni] = Instances?.[0]?.NetworkInterfaces ?? []
    const NetworkInterfaceId = eni?.NetworkInterfaceId ?? ''
    await expect(
      ec2.send(
        new AssignPrivateIpAddressesCommand({
          NetworkInterfaceId,
          SecondaryPrivateIpAddressCount: 1,
        }),
      ),
    ).rejects.toMatchObject({ name: 'PrivateIpAddressLimitExceeded' })
  })

  it('lead packets to the guest: from a template, through groups, into metadata and flow logs', async () => {
    const { SubnetId, ipv4, ipv6 } = await makeSubnet()
    const LaunchTemplateName = 'pods'
    const eni = { DeviceIndex: 0, SubnetId, Groups: [GroupId] }
    const prefixes = {
      Ipv4Prefixes: [{ Ipv4Prefix: `${ipv4}.96/28` }],
      Ipv6Prefixes: [{ Ipv6Prefix: `${ipv6}:1234::/80` }],
    }
    await ec2.send(
      new CreateLaunchTemplateCommand({
        LaunchTemplateName,
        LaunchTemplateData: {
          ImageId,
          InstanceType: 't3.small',
          MetadataOptions: { HttpTokens: 'optional' },
          NetworkInterfaces: [{ ...eni, ...prefixes }],
        },
      }),
    )
    const versions = await ec2.send(
      new DescribeLaunchTemplateVersionsCommand({ LaunchTemplateName }),
    )
    expect(
      versions.LaunchTemplateVersions?.[0]?.LaunchTemplateData?.NetworkInterfaces?.[0],
    ).toMatchObject(prefixes)
    const one = { MinCount: 1, MaxCount: 1 }
    const pod = await ec2.send(
      new RunInstancesCommand({ LaunchTemplate: { LaunchTemplateName }, ...one }),
    )
    const client = await ec2.send(
      new RunInstancesCommand({
        ImageId,
        InstanceType: 't3.micro',
        NetworkInterfaces: [{ ...eni, Ipv6AddressCount: 1 }],
        ...one,
      }),
    )
    await cloud.advance('120s')
    const podId = pod.Instances?.[0]?.InstanceId ?? ''
    const clientId = client.Instances?.[0]?.InstanceId ?? ''
    const found = await ec2.send(new DescribeInstancesCommand({ InstanceIds: [podId] }))
    const shown = found.Reservations?.[0]?.Instances?.[0]?.NetworkInterfaces?.[0]
    expect(shown).toMatchObject(prefixes)
    const from = { kind: 'guest' as const, target: { ...place, instanceId: clientId } }
    const decide = (to: string) => cloud.fabric.decide(from, to, 'tcp', 22)
    expect(decide(`${ipv4}.100`)).toMatchObject({ blockedAt: { reason: 'group-no-rule' } })
    const logs = await ec2.send(
      new CreateFlowLogsCommand({
        ResourceType: 'NetworkInterface',
        ResourceIds: [shown?.NetworkInterfaceId ?? ''],
        TrafficType: 'ALL',
        LogDestinationType: 'cloud-watch-logs',
        LogGroupName: 'pods',
        DeliverLogsPermissionArn: `arn:aws:iam::${place.account}:role/flow-logs`,
      }),
    )
    await ec2.send(
      new AuthorizeSecurityGroupIngressCommand({
        GroupId,
        IpPermissions: [
          {
            IpProtocol: 'tcp',
            FromPort: 22,
            ToPort: 22,
            UserIdGroupPairs: [{ GroupId }],
          },
        ],
      }),
    )
    for (const address of [`${ipv4}.100`, `${ipv6}:1234::5`]) {
      expect(decide(address)).toMatchObject({
        verdict: 'allowed',
        destination: { instanceId: podId, address },
      })
    }
    expect(decide(`${ipv4}.120`)).toMatchObject({ blockedAt: { reason: 'nobody-there' } })
    const opened = await cloud.fabric.connect(from, { address: `${ipv4}.100`, port: 22 })
    expect('unreachable' in opened).toBe(false)
    if (!('unreachable' in opened)) opened.destroy()
    await cloud.advance('11m')
    const records = cloud.flowLogs.read(place, logs.FlowLogIds?.[0] ?? '') ?? []
    expect(records.some((record) => JSON.stringify(record).includes(`${ipv4}.100`))).toBe(true)
    const fetch = createGuestFetch(cloud.engine)({ ...place, instanceId: podId })
    const folder = `http://169.254.169.254/latest/meta-data/network/interfaces/macs/${shown?.MacAddress}`
    const read = async (name: string) => {
      const url = `${folder}/${name}`
      const answer = await fetch({ method: 'GET', url, headers: {}, body: new Uint8Array() })
      return 'status' in answer ? Buffer.from(answer.body).toString() : answer.unreachable
    }
    expect(await read('ipv4-prefix')).toBe(`${ipv4}.96/28`)
    expect(await read('ipv6-prefix')).toBe(`${ipv6}:1234::/80`)
  })
})
