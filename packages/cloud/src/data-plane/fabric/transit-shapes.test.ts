import { text } from 'node:stream/consumers'
import {
  AcceptTransitGatewayPeeringAttachmentCommand,
  AllocateAddressCommand,
  AssociateRouteTableCommand,
  AttachInternetGatewayCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateInternetGatewayCommand,
  CreateNatGatewayCommand,
  CreateRouteCommand,
  CreateRouteTableCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateTransitGatewayCommand,
  CreateTransitGatewayPeeringAttachmentCommand,
  CreateTransitGatewayRouteCommand,
  CreateTransitGatewayVpcAttachmentCommand,
  CreateVpcCommand,
  DescribeInstancesCommand,
  DescribeNatGatewaysCommand,
  DescribeRouteTablesCommand,
  ModifyTransitGatewayVpcAttachmentCommand,
  RevokeSecurityGroupIngressCommand,
  RunInstancesCommand,
  type EC2Client,
} from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { catalogueImageId } from '../../catalogue/images.ts'
import type { Origin } from './fabric.ts'

const account = '123456789012'
const seoul = 'ap-northeast-2'
const tokyo = 'ap-northeast-1'

interface Gateway {
  readonly id: string
  readonly tableId: string
}

interface Site {
  readonly ec2: EC2Client
  readonly region: string
  readonly vpcId: string
  readonly tableId: string
  readonly doorId: string
  readonly groupId: string
  readonly attachmentId: string
  readonly instanceId: string
  readonly address: string
  readonly origin: Origin
}

let cloud: TestCloud
let hub: Gateway
let abroad: Gateway
let one: Site
let two: Site
/** The VPC through which the others go out, and one in another Region. */
let egress: Site
let away: Site

beforeAll(async () => {
  cloud = await startTestCloud()
  hub = await makeGateway(seoul)
  abroad = await makeGateway(tokyo)
  await cloud.advance('20s')
  one = await build(seoul, hub, '10.1')
  two = await build(seoul, hub, '10.2')
  egress = await build(seoul, hub, '10.3')
  away = await build(tokyo, abroad, '10.9')
  await cloud.advance('90s')
  for (const site of [one, two]) await routeTo(site, hub, '0.0.0.0/0')
  await routeTo(egress, hub, '10.0.0.0/8')
  await routeTo(away, abroad, '10.0.0.0/8')
}, 60_000)
afterAll(() => cloud.close())

async function makeGateway(region: string): Promise<Gateway> {
  const { TransitGateway } = await cloud
    .ec2({ region })
    .send(
      new CreateTransitGatewayCommand({ Options: { SecurityGroupReferencingSupport: 'enable' } }),
    )
  return {
    id: TransitGateway?.TransitGatewayId ?? '',
    tableId: TransitGateway?.Options?.AssociationDefaultRouteTableId ?? '',
  }
}

/** A VPC with an instance whose group lets nobody in, and the gateway in a subnet of its own. */
async function build(region: string, gateway: Gateway, prefix: string): Promise<Site> {
  const ec2 = cloud.ec2({ region })
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: `${prefix}.0.0/16` }))
  const VpcId = Vpc?.VpcId ?? ''
  const subnet = async (CidrBlock: string) =>
    (await ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock, AvailabilityZone: `${region}a` })))
      .Subnet?.SubnetId ?? ''
  const [SubnetId, doorId] = [await subnet(`${prefix}.1.0/24`), await subnet(`${prefix}.2.0/28`)]
  const attached = await ec2.send(
    new CreateTransitGatewayVpcAttachmentCommand({
      TransitGatewayId: gateway.id,
      VpcId,
      SubnetIds: [doorId],
      Options: { SecurityGroupReferencingSupport: 'enable' },
    }),
  )
  const { GroupId = '' } = await ec2.send(
    new CreateSecurityGroupCommand({ VpcId, GroupName: 'servers', Description: 'servers' }),
  )
  const { Instances: [made] = [] } = await ec2.send(
    new RunInstancesCommand({
      ImageId: catalogueImageId('al2023/2023.9.20251110.1/kernel-6.1/x86_64', region),
      InstanceType: 't3.micro',
      MinCount: 1,
      MaxCount: 1,
      SubnetId,
      SecurityGroupIds: [GroupId],
    }),
  )
  const instanceId = made?.InstanceId ?? ''
  const found = await ec2.send(new DescribeInstancesCommand({ InstanceIds: [instanceId] }))
  const { RouteTables } = await ec2.send(
    new DescribeRouteTablesCommand({ Filters: [{ Name: 'vpc-id', Values: [VpcId] }] }),
  )
  return {
    ec2,
    region,
    vpcId: VpcId,
    tableId: RouteTables?.[0]?.RouteTableId ?? '',
    doorId,
    groupId: GroupId,
    attachmentId: attached.TransitGatewayVpcAttachment?.TransitGatewayAttachmentId ?? '',
    instanceId,
    address: found.Reservations?.[0]?.Instances?.[0]?.PrivateIpAddress ?? '',
    origin: { kind: 'guest', target: { account, region, instanceId } },
  }
}

const routeTo = ({ ec2, tableId }: Site, gateway: Gateway, DestinationCidrBlock: string) =>
  ec2.send(
    new CreateRouteCommand({
      RouteTableId: tableId,
      DestinationCidrBlock,
      TransitGatewayId: gateway.id,
    }),
  )

const decide = (from: Site, to: Site) => cloud.fabric.decide(from.origin, to.address, 'tcp', 22)

async function run({ region, instanceId }: Site, script: string): Promise<string> {
  const place = { account, region }
  const guest = cloud.engine.transact(place, (ctx) => ctx.host.findGuest({ ...place, instanceId }))
  const process = await guest?.execute({ user: 'root', argv: ['/bin/bash', '-c', script] })
  if (!process) throw new Error('No guest')
  process.stdin.end()
  const out = text(process.stdout)
  await cloud.advance('20s')
  return out
}

const ssh = (peer: object) => [{ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, ...peer }]

it('a group names the group of another VPC over the gateway, while both attachments allow it', async () => {
  expect(decide(one, two)).toMatchObject({ blockedAt: { reason: 'group-no-rule' } })
  const rule = {
    GroupId: two.groupId,
    IpPermissions: ssh({ UserIdGroupPairs: [{ GroupId: one.groupId }] }),
  }
  await two.ec2.send(new AuthorizeSecurityGroupIngressCommand(rule))
  expect(decide(one, two)).toMatchObject({ verdict: 'allowed' })
  // Somebody of another group stays outside.
  expect(decide(egress, two)).toMatchObject({ blockedAt: { reason: 'group-no-rule' } })
  const allow = (SecurityGroupReferencingSupport: 'enable' | 'disable') =>
    one.ec2.send(
      new ModifyTransitGatewayVpcAttachmentCommand({
        TransitGatewayAttachmentId: one.attachmentId,
        Options: { SecurityGroupReferencingSupport },
      }),
    )
  await allow('disable')
  await cloud.advance('10s')
  expect(decide(one, two)).toMatchObject({ blockedAt: { reason: 'group-no-rule' } })
  await allow('enable')
  await cloud.advance('10s')
  expect(decide(one, two).verdict).toBe('allowed')
  await two.ec2.send(new RevokeSecurityGroupIngressCommand(rule))
})

it('one NAT gateway serves the VPCs behind the gateway, if its own subnet knows the way back', async () => {
  const { ec2, vpcId: VpcId, doorId } = egress
  const { InternetGateway } = await ec2.send(new CreateInternetGatewayCommand({}))
  const InternetGatewayId = InternetGateway?.InternetGatewayId ?? ''
  await ec2.send(new AttachInternetGatewayCommand({ VpcId, InternetGatewayId }))
  const { Subnet } = await ec2.send(
    new CreateSubnetCommand({
      VpcId,
      CidrBlock: '10.3.3.0/24',
      AvailabilityZone: `${seoul}a`,
    }),
  )
  const SubnetId = Subnet?.SubnetId ?? ''
  const { AllocationId } = await ec2.send(new AllocateAddressCommand({ Domain: 'vpc' }))
  const nat = await ec2.send(new CreateNatGatewayCommand({ SubnetId, AllocationId }))
  const NatGatewayId = nat.NatGateway?.NatGatewayId ?? ''
  const table = async (subnetId: string) => {
    const { RouteTable } = await ec2.send(new CreateRouteTableCommand({ VpcId }))
    const RouteTableId = RouteTable?.RouteTableId ?? ''
    await ec2.send(new AssociateRouteTableCommand({ RouteTableId, SubnetId: subnetId }))
    return RouteTableId
  }
  const [publicTable, doorTable] = [await table(SubnetId), await table(doorId)]
  const everywhere = { DestinationCidrBlock: '0.0.0.0/0' }
  await ec2.send(
    new CreateRouteCommand({
      RouteTableId: publicTable,
      ...everywhere,
      GatewayId: InternetGatewayId,
    }),
  )
  await ec2.send(new CreateRouteCommand({ RouteTableId: doorTable, ...everywhere, NatGatewayId }))
  await ec2.send(
    new CreateTransitGatewayRouteCommand({
      TransitGatewayRouteTableId: hub.tableId,
      ...everywhere,
      TransitGatewayAttachmentId: egress.attachmentId,
    }),
  )
  await cloud.advance('3m')
  const out = () => cloud.fabric.decide(one.origin, '8.8.8.8', 'icmp', 0)
  expect(out()).toMatchObject({
    blockedAt: { reason: 'return-asymmetric', way: 'back', id: publicTable },
  })
  await ec2.send(
    new CreateRouteCommand({
      RouteTableId: publicTable,
      DestinationCidrBlock: '10.0.0.0/8',
      TransitGatewayId: hub.id,
    }),
  )
  const { NatGateways } = await ec2.send(
    new DescribeNatGatewaysCommand({ NatGatewayIds: [NatGatewayId] }),
  )
  const publicIp = NatGateways?.[0]?.NatGatewayAddresses?.[0]?.PublicIp
  expect(out()).toMatchObject({ verdict: 'allowed', seenAs: publicIp })
  expect(cloud.fabric.decide(two.origin, '8.8.8.8', 'icmp', 0).seenAs).toBe(publicIp)
  expect(await run(one, 'curl -s http://checkip.amazonaws.com/')).toBe(`${publicIp}\n`)
})

it('packets cross peered gateways between Regions by static routes both ways', async () => {
  const { TransitGatewayPeeringAttachment: peering } = await one.ec2.send(
    new CreateTransitGatewayPeeringAttachmentCommand({
      TransitGatewayId: hub.id,
      PeerTransitGatewayId: abroad.id,
      PeerAccountId: account,
      PeerRegion: tokyo,
    }),
  )
  const TransitGatewayAttachmentId = peering?.TransitGatewayAttachmentId ?? ''
  await cloud.advance('30s')
  await away.ec2.send(
    new AcceptTransitGatewayPeeringAttachmentCommand({ TransitGatewayAttachmentId }),
  )
  await cloud.advance('60s')
  await away.ec2.send(
    new AuthorizeSecurityGroupIngressCommand({
      GroupId: away.groupId,
      IpPermissions: [
        ...ssh({ IpRanges: [{ CidrIp: '10.1.0.0/16' }] }),
        { IpProtocol: 'icmp', FromPort: 8, ToPort: -1, IpRanges: [{ CidrIp: '10.1.0.0/16' }] },
      ],
    }),
  )
  const staticRoute = (ec2: EC2Client, { tableId }: Gateway, DestinationCidrBlock: string) =>
    ec2.send(
      new CreateTransitGatewayRouteCommand({
        TransitGatewayRouteTableId: tableId,
        DestinationCidrBlock,
        TransitGatewayAttachmentId,
      }),
    )
  await staticRoute(one.ec2, hub, '10.9.0.0/16')
  expect(decide(one, away)).toMatchObject({
    blockedAt: { kind: 'transit-gateway', reason: 'transit-no-route', way: 'back' },
  })
  await staticRoute(away.ec2, abroad, '10.1.0.0/16')
  const open = decide(one, away)
  expect(open).toMatchObject({ verdict: 'allowed', destination: { instanceId: away.instanceId } })
  const crossed = open.path.filter(({ kind, way }) => kind === 'transit-gateway' && way === 'there')
  expect(crossed.map(({ id }) => id)).toEqual([hub.id, abroad.id])
  expect(await run(one, `ping -c 1 -W 2 ${away.address} > /dev/null && echo there`)).toBe('there\n')
  // No route leads back to the second VPC.
  expect(decide(two, away).verdict).toBe('dropped')
})
