import {
  AssociateRouteTableCommand,
  AttachVpnGatewayCommand,
  CreateCarrierGatewayCommand,
  CreateCustomerGatewayCommand,
  CreateRouteCommand,
  CreateRouteTableCommand,
  CreateTransitGatewayCommand,
  CreateVpcCommand,
  CreateVpnConnectionCommand,
  CreateVpnConnectionRouteCommand,
  CreateVpnGatewayCommand,
  DeleteCarrierGatewayCommand,
  DeleteCustomerGatewayCommand,
  DeleteTransitGatewayCommand,
  DeleteVpcCommand,
  DeleteVpnConnectionCommand,
  DeleteVpnConnectionRouteCommand,
  DeleteVpnGatewayCommand,
  DescribeCarrierGatewaysCommand,
  DescribeCustomerGatewaysCommand,
  DescribeRouteTablesCommand,
  DescribeTransitGatewayAttachmentsCommand,
  DescribeVpnConnectionsCommand,
  DescribeVpnGatewaysCommand,
  DetachVpnGatewayCommand,
  DisableVgwRoutePropagationCommand,
  EnableVgwRoutePropagationCommand,
  ModifyVpnConnectionCommand,
  ModifyVpnConnectionOptionsCommand,
  ModifyVpnTunnelOptionsCommand,
  waitUntilCustomerGatewayAvailable,
  type CreateVpnConnectionCommandInput,
  type EC2Client,
} from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'

let cloud: TestCloud
let ec2: EC2Client
let me = ''
let accounts = 100_000_000_000
beforeAll(async () => {
  cloud = await startTestCloud()
})
afterAll(() => cloud.close())
beforeEach(() => {
  me = String((accounts += 1))
  ec2 = cloud.ec2({ account: me })
})

async function makeCustomer(IpAddress = '205.251.242.54'): Promise<string> {
  const { CustomerGateway } = await ec2.send(
    new CreateCustomerGatewayCommand({ Type: 'ipsec.1', IpAddress, BgpAsn: 65_534 }),
  )
  return CustomerGateway?.CustomerGatewayId ?? ''
}

async function makeGateway(): Promise<string> {
  const { VpnGateway } = await ec2.send(new CreateVpnGatewayCommand({ Type: 'ipsec.1' }))
  return VpnGateway?.VpnGatewayId ?? ''
}

async function connect(more: Partial<CreateVpnConnectionCommandInput>) {
  const CustomerGatewayId = more.CustomerGatewayId ?? (await makeCustomer())
  const { VpnConnection } = await ec2.send(
    new CreateVpnConnectionCommand({ Type: 'ipsec.1', ...more, CustomerGatewayId }),
  )
  await cloud.advance(me, '30s')
  return VpnConnection
}

const look = async (id = '') =>
  (await ec2.send(new DescribeVpnConnectionsCommand({ VpnConnectionIds: [id] })))
    .VpnConnections?.[0]

it('a customer gateway is made once, and kept while it is used', async () => {
  const id = await makeCustomer()
  expect(id).toMatch(/^cgw-0[0-9a-f]{16}$/)
  expect(await makeCustomer()).toBe(id)
  expect(await makeCustomer('205.251.242.55')).not.toBe(id)
  await waitUntilCustomerGatewayAvailable(
    { client: ec2, maxWaitTime: 30 },
    { CustomerGatewayIds: [id] },
  )
  const { CustomerGateways } = await ec2.send(
    new DescribeCustomerGatewaysCommand({
      Filters: [{ Name: 'ip-address', Values: ['205.251.242.54'] }],
    }),
  )
  expect(CustomerGateways).toEqual([
    {
      CustomerGatewayId: id,
      State: 'available',
      Type: 'ipsec.1',
      BgpAsn: '65534',
      IpAddress: '205.251.242.54',
      Tags: [],
    },
  ])
  const connection = await connect({ CustomerGatewayId: id })
  expect(connection?.GatewayAssociationState).toBe('not-associated')
  const remove = () => ec2.send(new DeleteCustomerGatewayCommand({ CustomerGatewayId: id }))
  await expect(remove()).rejects.toMatchObject({ name: 'IncorrectState' })
  await ec2.send(new DeleteVpnConnectionCommand({ VpnConnectionId: connection?.VpnConnectionId }))
  await cloud.advance(me, '30s')
  await remove()
  await expect(remove()).rejects.toMatchObject({ name: 'InvalidCustomerGatewayID.NotFound' })
  await expect(
    ec2.send(new CreateCustomerGatewayCommand({ Type: 'ipsec.1', IpAddress: 'x' })),
  ).rejects.toMatchObject({ name: 'InvalidParameterValue' })
})

it('a virtual private gateway is attached to one VPC, and is a target of its routes', async () => {
  const VpnGatewayId = await makeGateway()
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }))
  const VpcId = Vpc?.VpcId ?? ''
  const pair = { VpcId, VpnGatewayId }
  const attachment = async () =>
    (
      await ec2.send(
        new DescribeVpnGatewaysCommand({
          Filters: [{ Name: 'attachment.vpc-id', Values: [VpcId] }],
        }),
      )
    ).VpnGateways?.[0]?.VpcAttachments
  const { VpcAttachment } = await ec2.send(new AttachVpnGatewayCommand(pair))
  expect(VpcAttachment?.State).toBe('attaching')
  await cloud.advance(me, '10s')
  expect(await attachment()).toEqual([{ VpcId, State: 'attached' }])
  await expect(
    ec2.send(new AttachVpnGatewayCommand({ VpcId, VpnGatewayId: await makeGateway() })),
  ).rejects.toMatchObject({ name: 'InvalidParameterValue' })
  const { RouteTable } = await ec2.send(new CreateRouteTableCommand({ VpcId }))
  const RouteTableId = RouteTable?.RouteTableId ?? ''
  const table = async () =>
    (await ec2.send(new DescribeRouteTablesCommand({ RouteTableIds: [RouteTableId] })))
      .RouteTables?.[0]
  await ec2.send(
    new CreateRouteCommand({
      RouteTableId,
      DestinationCidrBlock: '192.168.0.0/16',
      GatewayId: VpnGatewayId,
    }),
  )
  const propagation = { RouteTableId, GatewayId: VpnGatewayId }
  await ec2.send(new EnableVgwRoutePropagationCommand(propagation))
  expect(await table()).toMatchObject({ PropagatingVgws: [{ GatewayId: VpnGatewayId }] })
  expect((await table())?.Routes?.at(-1)).toMatchObject({
    GatewayId: VpnGatewayId,
    State: 'active',
  })
  await ec2.send(new DisableVgwRoutePropagationCommand(propagation))
  expect((await table())?.PropagatingVgws).toEqual([])
  await ec2.send(new EnableVgwRoutePropagationCommand(propagation))
  const { RouteTable: edge } = await ec2.send(new CreateRouteTableCommand({ VpcId }))
  await ec2.send(
    new AssociateRouteTableCommand({ RouteTableId: edge?.RouteTableId, GatewayId: VpnGatewayId }),
  )
  await expect(ec2.send(new DeleteVpnGatewayCommand({ VpnGatewayId }))).rejects.toMatchObject({
    name: 'IncorrectState',
  })
  await expect(ec2.send(new DeleteVpcCommand({ VpcId }))).rejects.toMatchObject({
    name: 'DependencyViolation',
  })
  await ec2.send(new DetachVpnGatewayCommand(pair))
  await cloud.advance(me, '10s')
  expect(await attachment()).toEqual([{ VpcId, State: 'detached' }])
  expect(await table()).toMatchObject({ PropagatingVgws: [] })
  expect((await table())?.Routes?.at(-1)).toMatchObject({ State: 'blackhole' })
  await expect(ec2.send(new DetachVpnGatewayCommand(pair))).rejects.toMatchObject({
    name: 'InvalidVpnGatewayAttachment.NotFound',
  })
  await expect(ec2.send(new EnableVgwRoutePropagationCommand(propagation))).rejects.toMatchObject({
    name: 'Gateway.NotAttached',
  })
  await ec2.send(new DeleteVpnGatewayCommand({ VpnGatewayId }))
  const { VpnGateways } = await ec2.send(
    new DescribeVpnGatewaysCommand({ VpnGatewayIds: [VpnGatewayId] }),
  )
  expect(VpnGateways?.[0]?.State).toBe('deleted')
  await expect(
    ec2.send(new AttachVpnGatewayCommand({ VpcId, VpnGatewayId })),
  ).rejects.toMatchObject({ name: 'InvalidVpnGatewayID.NotFound' })
})

it('a connection has two tunnels that are down, and tells the customer how to configure them', async () => {
  const VpnGatewayId = await makeGateway()
  const made = await connect({
    VpnGatewayId,
    Options: {
      StaticRoutesOnly: true,
      TunnelOptions: [{ TunnelInsideCidr: '169.254.44.40/30', PreSharedKey: 'keyOfTunnel.1' }],
    },
    TagSpecifications: [{ ResourceType: 'vpn-connection', Tags: [{ Key: 'Name', Value: 'hq' }] }],
  })
  const id = made?.VpnConnectionId ?? ''
  expect(made).toMatchObject({ State: 'pending', Category: 'VPN', Type: 'ipsec.1', VpnGatewayId })
  const connection = await look(id)
  expect(connection).toMatchObject({
    State: 'available',
    Options: {
      StaticRoutesOnly: true,
      EnableAcceleration: false,
      LocalIpv4NetworkCidr: '0.0.0.0/0',
      TunnelInsideIpVersion: 'ipv4',
      TunnelOptions: [
        { TunnelInsideCidr: '169.254.44.40/30', PreSharedKey: 'keyOfTunnel.1' },
        { TunnelInsideCidr: expect.stringMatching(/^169\.254\./) },
      ],
    },
    VgwTelemetry: [{ Status: 'DOWN', AcceptedRouteCount: 0 }, { Status: 'DOWN' }],
    Tags: [{ Key: 'Name', Value: 'hq' }],
  })
  const xml = connection?.CustomerGatewayConfiguration ?? ''
  expect(xml).toContain(`<vpn_connection id="${id}">`)
  expect(xml).toContain('NoBGPVPNConnection')
  expect(xml).toContain('<ip_address>169.254.44.42</ip_address>')
  expect(xml).toContain('<pre_shared_key>keyOfTunnel.1</pre_shared_key>')
  expect(xml.match(/<ipsec_tunnel>/g)).toHaveLength(2)
  const route = { VpnConnectionId: id, DestinationCidrBlock: '192.168.0.0/16' }
  await ec2.send(new CreateVpnConnectionRouteCommand(route))
  expect((await look(id))?.Routes).toEqual([
    { DestinationCidrBlock: '192.168.0.0/16', Source: 'Static', State: 'available' },
  ])
  await ec2.send(new DeleteVpnConnectionRouteCommand(route))
  await expect(ec2.send(new DeleteVpnConnectionRouteCommand(route))).rejects.toMatchObject({
    name: 'InvalidRoute.NotFound',
  })
  const [tunnel] = connection?.Options?.TunnelOptions ?? []
  const change = (TunnelOptions: object, address = tunnel?.OutsideIpAddress) =>
    ec2.send(
      new ModifyVpnTunnelOptionsCommand({
        VpnConnectionId: id,
        VpnTunnelOutsideIpAddress: address,
        TunnelOptions,
      }),
    )
  await change({ PreSharedKey: 'another_key', Phase1LifetimeSeconds: 900 })
  expect((await look(id))?.Options?.TunnelOptions?.[0]).toMatchObject({
    PreSharedKey: 'another_key',
    Phase1LifetimeSeconds: 900,
  })
  await expect(change({ PreSharedKey: '0short' })).rejects.toMatchObject({
    name: 'InvalidParameterValue',
  })
  await expect(change({ TunnelInsideCidr: '169.254.0.0/30' })).rejects.toMatchObject({
    name: 'InvalidParameterValue',
  })
  await expect(change({ StartupAction: 'add' }, '1.2.3.4')).rejects.toMatchObject({
    name: 'InvalidParameterValue',
  })
  await ec2.send(
    new ModifyVpnConnectionOptionsCommand({
      VpnConnectionId: id,
      RemoteIpv4NetworkCidr: '10.0.0.0/8',
    }),
  )
  expect((await look(id))?.Options).toMatchObject({
    LocalIpv4NetworkCidr: '0.0.0.0/0',
    RemoteIpv4NetworkCidr: '10.0.0.0/8',
  })
  await expect(ec2.send(new DeleteVpnGatewayCommand({ VpnGatewayId }))).rejects.toMatchObject({
    name: 'IncorrectState',
  })
  await ec2.send(new DeleteVpnConnectionCommand({ VpnConnectionId: id }))
  await cloud.advance(me, '30s')
  const gone = await look(id)
  expect(gone?.State).toBe('deleted')
  expect(gone?.CustomerGatewayConfiguration).toBeUndefined()
  await expect(
    ec2.send(new DeleteVpnConnectionCommand({ VpnConnectionId: 'vpn-0123abcd' })),
  ).rejects.toMatchObject({ name: 'InvalidVpnConnectionID.NotFound' })
})

it('a connection to a transit gateway is one of its attachments', async () => {
  const { TransitGateway } = await ec2.send(new CreateTransitGatewayCommand({}))
  const TransitGatewayId = TransitGateway?.TransitGatewayId ?? ''
  await cloud.advance(me, '15s')
  const VpnGatewayId = await makeGateway()
  await expect(connect({ VpnGatewayId, TransitGatewayId })).rejects.toMatchObject({
    message: 'The request must not contain both parameter vpnGatewayId and transitGatewayId',
  })
  const made = await connect({ TransitGatewayId })
  const find = async () =>
    (
      await ec2.send(
        new DescribeTransitGatewayAttachmentsCommand({
          Filters: [{ Name: 'resource-type', Values: ['vpn'] }],
        }),
      )
    ).TransitGatewayAttachments
  expect(await find()).toMatchObject([
    { ResourceId: made?.VpnConnectionId, State: 'available', Association: { State: 'associated' } },
  ])
  await expect(
    ec2.send(new DeleteTransitGatewayCommand({ TransitGatewayId })),
  ).rejects.toMatchObject({ message: expect.stringContaining('has non-deleted VPN Attachments') })
  await ec2.send(
    new ModifyVpnConnectionCommand({ VpnConnectionId: made?.VpnConnectionId, VpnGatewayId }),
  )
  await cloud.advance(me, '15s')
  expect(await find()).toMatchObject([{ State: 'deleted' }])
  const moved = await look(made?.VpnConnectionId)
  expect(moved?.VpnGatewayId).toBe(VpnGatewayId)
  expect(moved?.TransitGatewayId).toBeUndefined()
})

it('a carrier gateway is made for a VPC', async () => {
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }))
  const VpcId = Vpc?.VpcId ?? ''
  const { CarrierGateway } = await ec2.send(new CreateCarrierGatewayCommand({ VpcId }))
  const CarrierGatewayId = CarrierGateway?.CarrierGatewayId ?? ''
  expect(CarrierGateway).toEqual({
    CarrierGatewayId,
    VpcId,
    State: 'available',
    OwnerId: me,
    Tags: [],
  })
  await expect(ec2.send(new CreateCarrierGatewayCommand({ VpcId }))).rejects.toMatchObject({
    name: 'CarrierGatewayLimitExceeded',
  })
  await expect(
    ec2.send(new CreateCarrierGatewayCommand({ VpcId: 'vpc-asdf' })),
  ).rejects.toMatchObject({ name: 'InvalidVpcID.NotFound' })
  const { RouteTable } = await ec2.send(new CreateRouteTableCommand({ VpcId }))
  await ec2.send(
    new CreateRouteCommand({
      RouteTableId: RouteTable?.RouteTableId,
      DestinationCidrBlock: '0.0.0.0/0',
      CarrierGatewayId,
    }),
  )
  const list = async () =>
    (
      await ec2.send(
        new DescribeCarrierGatewaysCommand({ Filters: [{ Name: 'vpc-id', Values: [VpcId] }] }),
      )
    ).CarrierGateways
  expect(await list()).toHaveLength(1)
  const gone = await ec2.send(new DeleteCarrierGatewayCommand({ CarrierGatewayId }))
  expect(gone.CarrierGateway?.State).toBe('deleted')
  expect(await list()).toEqual([])
})
