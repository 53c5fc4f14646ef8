import { text } from 'node:stream/consumers'
import {
  AuthorizeSecurityGroupIngressCommand,
  CreateRouteCommand,
  CreateSubnetCommand,
  CreateTransitGatewayCommand,
  CreateTransitGatewayRouteCommand,
  CreateTransitGatewayVpcAttachmentCommand,
  CreateVpcCommand,
  DeleteRouteCommand,
  DeleteTransitGatewayRouteCommand,
  DeleteTransitGatewayVpcAttachmentCommand,
  DescribeInstancesCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  DisassociateTransitGatewayRouteTableCommand,
  RunInstancesCommand,
} from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { catalogueImageId } from '../../catalogue/images.ts'
import type { Origin } from './fabric.ts'

const account = '123456789012'
const region = 'ap-northeast-2'
const ImageId = catalogueImageId('al2023/2023.9.20251110.1/kernel-6.1/x86_64', region)

interface Site {
  readonly vpcId: string
  readonly tableId: string
  readonly attachmentId: string
  readonly instanceId: string
  readonly address: string
  readonly origin: Origin
}

let cloud: TestCloud
let gatewayId = ''
let tableId = ''
let near: Site
let far: Site
beforeAll(async () => {
  cloud = await startTestCloud()
  const { TransitGateway } = await cloud.ec2().send(new CreateTransitGatewayCommand({}))
  gatewayId = TransitGateway?.TransitGatewayId ?? ''
  tableId = TransitGateway?.Options?.AssociationDefaultRouteTableId ?? ''
  await cloud.advance('20s')
  near = await build('10.1')
  far = await build('10.2')
  await cloud.advance('60s')
  await route(near, '10.0.0.0/8')
  await route(far, '10.0.0.0/8')
})
afterAll(() => cloud.close())

/** A VPC with an instance in one subnet and the gateway in another of the same zone. */
async function build(prefix: string): Promise<Site> {
  const ec2 = cloud.ec2()
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: `${prefix}.0.0/16` }))
  const VpcId = Vpc?.VpcId ?? ''
  const subnet = async (CidrBlock: string) => {
    const AvailabilityZone = `${region}a`
    const { Subnet } = await ec2.send(
      new CreateSubnetCommand({ VpcId, CidrBlock, AvailabilityZone }),
    )
    return Subnet?.SubnetId ?? ''
  }
  const [SubnetId, door] = [await subnet(`${prefix}.1.0/24`), await subnet(`${prefix}.2.0/28`)]
  const { TransitGatewayVpcAttachment } = await ec2.send(
    new CreateTransitGatewayVpcAttachmentCommand({
      TransitGatewayId: gatewayId,
      VpcId,
      SubnetIds: [door],
    }),
  )
  const { SecurityGroups } = await ec2.send(
    new DescribeSecurityGroupsCommand({ Filters: [{ Name: 'vpc-id', Values: [VpcId] }] }),
  )
  await ec2.send(
    new AuthorizeSecurityGroupIngressCommand({
      GroupId: SecurityGroups?.[0]?.GroupId,
      IpPermissions: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '10.0.0.0/8' }] }],
    }),
  )
  const { Instances: [made] = [] } = await ec2.send(
    new RunInstancesCommand({
      ImageId,
      SubnetId,
      InstanceType: 't3.micro',
      MinCount: 1,
      MaxCount: 1,
      UserData: Buffer.from(
        '#!/bin/bash\nmkdir -p /srv && cd /srv && hostname > index.html && python3 -m http.server 80 &\n',
      ).toString('base64'),
    }),
  )
  const { RouteTables } = await ec2.send(
    new DescribeRouteTablesCommand({ Filters: [{ Name: 'vpc-id', Values: [VpcId] }] }),
  )
  const instanceId = made?.InstanceId ?? ''
  const { Reservations } = await ec2.send(
    new DescribeInstancesCommand({ InstanceIds: [instanceId] }),
  )
  return {
    vpcId: VpcId,
    tableId: RouteTables?.[0]?.RouteTableId ?? '',
    attachmentId: TransitGatewayVpcAttachment?.TransitGatewayAttachmentId ?? '',
    instanceId,
    address: Reservations?.[0]?.Instances?.[0]?.PrivateIpAddress ?? '',
    origin: { kind: 'guest', target: { account, region, instanceId } },
  }
}

const route = ({ tableId: RouteTableId }: Site, DestinationCidrBlock: string) =>
  cloud
    .ec2()
    .send(
      new CreateRouteCommand({ RouteTableId, DestinationCidrBlock, TransitGatewayId: gatewayId }),
    )

async function run(site: Site, script: string): Promise<string> {
  const place = { account, region }
  const guest = cloud.engine.transact(place, (ctx) =>
    ctx.host.findGuest({ ...place, instanceId: site.instanceId }),
  )
  const process = await guest?.execute({ user: 'root', argv: ['/bin/bash', '-c', script] })
  if (!process) throw new Error('No guest')
  process.stdin.end()
  const out = text(process.stdout)
  await cloud.advance('20s')
  return out
}

const decide = () => cloud.fabric.decide(near.origin, far.address, 'tcp', 80)
const ping = () => run(near, `ping -c 1 -W 2 ${far.address} > /dev/null && echo there || echo gone`)

it('joins two VPCs: a guest pings and curls the other', async () => {
  expect(decide().verdict).toBe('allowed')
  const hops = decide().path.map(({ kind, reason, way }) => `${way} ${kind} ${reason}`)
  expect(hops).toContain('there transit-gateway transit-routed')
  expect(hops).toContain('back transit-gateway transit-routed')
  expect(await ping()).toBe('there\n')
  expect(await run(near, `curl -s -m 5 http://${far.address}/`)).toContain('ip-10-2-')
})

it('drops what its table sends into a black hole, until that goes', async () => {
  const blackhole = { TransitGatewayRouteTableId: tableId, DestinationCidrBlock: '10.2.1.0/24' }
  const ec2 = cloud.ec2()
  await ec2.send(new CreateTransitGatewayRouteCommand({ ...blackhole, Blackhole: true }))
  expect(decide().blockedAt).toMatchObject({
    kind: 'transit-gateway',
    id: gatewayId,
    reason: 'transit-blackhole',
    way: 'there',
  })
  expect(await ping()).toBe('gone\n')
  await ec2.send(new DeleteTransitGatewayRouteCommand(blackhole))
  expect(decide().verdict).toBe('allowed')
})

it('needs a route back, and says which', async () => {
  const ec2 = cloud.ec2()
  const gone = { RouteTableId: far.tableId, DestinationCidrBlock: '10.0.0.0/8' }
  await ec2.send(new DeleteRouteCommand(gone))
  expect(decide()).toMatchObject({
    blockedAt: { reason: 'no-route', way: 'back', id: far.tableId },
    fix: { kind: 'create-route', target: { transitGatewayId: gatewayId } },
  })
  await route(far, '10.0.0.0/8')
  expect(decide().verdict).toBe('allowed')
})

it('routes nothing that comes by an attachment without a table', async () => {
  const ec2 = cloud.ec2()
  await ec2.send(
    new DisassociateTransitGatewayRouteTableCommand({
      TransitGatewayRouteTableId: tableId,
      TransitGatewayAttachmentId: near.attachmentId,
    }),
  )
  await cloud.advance('10s')
  expect(decide().blockedAt).toMatchObject({ reason: 'transit-no-association', way: 'there' })
  expect(await ping()).toBe('gone\n')
})

it('is a black hole for the VPC whose attachment is gone', async () => {
  const ec2 = cloud.ec2()
  await ec2.send(
    new DeleteTransitGatewayVpcAttachmentCommand({ TransitGatewayAttachmentId: near.attachmentId }),
  )
  expect(decide().blockedAt).toMatchObject({ reason: 'route-blackhole' })
  const { RouteTables } = await ec2.send(
    new DescribeRouteTablesCommand({ RouteTableIds: [near.tableId] }),
  )
  expect(RouteTables?.[0]?.Routes?.at(-1)).toMatchObject({
    TransitGatewayId: gatewayId,
    State: 'blackhole',
  })
})
