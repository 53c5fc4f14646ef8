import {
  AcceptTransitGatewayPeeringAttachmentCommand,
  AcceptTransitGatewayVpcAttachmentCommand,
  AssociateTransitGatewayRouteTableCommand,
  CreateManagedPrefixListCommand,
  CreateRouteCommand,
  CreateRouteTableCommand,
  CreateSubnetCommand,
  CreateTagsCommand,
  CreateTransitGatewayCommand,
  CreateTransitGatewayPeeringAttachmentCommand,
  CreateTransitGatewayPrefixListReferenceCommand,
  CreateTransitGatewayRouteCommand,
  CreateTransitGatewayRouteTableCommand,
  CreateTransitGatewayVpcAttachmentCommand,
  CreateVpcCommand,
  DeleteSubnetCommand,
  DeleteTransitGatewayCommand,
  DeleteTransitGatewayPeeringAttachmentCommand,
  DeleteTransitGatewayPrefixListReferenceCommand,
  DeleteTransitGatewayRouteCommand,
  DeleteTransitGatewayRouteTableCommand,
  DeleteTransitGatewayVpcAttachmentCommand,
  DescribeNetworkInterfacesCommand,
  DescribeRouteTablesCommand,
  DescribeTransitGatewayAttachmentsCommand,
  DescribeTransitGatewayPeeringAttachmentsCommand,
  DescribeTransitGatewayRouteTablesCommand,
  DescribeTransitGatewaysCommand,
  DescribeTransitGatewayVpcAttachmentsCommand,
  DisableTransitGatewayRouteTablePropagationCommand,
  DisassociateTransitGatewayRouteTableCommand,
  EnableTransitGatewayRouteTablePropagationCommand,
  GetManagedPrefixListAssociationsCommand,
  GetTransitGatewayAttachmentPropagationsCommand,
  GetTransitGatewayPrefixListReferencesCommand,
  GetTransitGatewayRouteTableAssociationsCommand,
  GetTransitGatewayRouteTablePropagationsCommand,
  ModifyTransitGatewayCommand,
  ModifyTransitGatewayPrefixListReferenceCommand,
  ModifyTransitGatewayVpcAttachmentCommand,
  RejectTransitGatewayPeeringAttachmentCommand,
  RejectTransitGatewayVpcAttachmentCommand,
  ReplaceTransitGatewayRouteCommand,
  SearchTransitGatewayRoutesCommand,
  type EC2Client,
  type Filter,
} from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

const region = 'ap-northeast-2'
let cloud: TestCloud
let ec2: EC2Client
let me = ''
let them = ''
let accounts = 100_000_000_000
beforeAll(async () => {
  cloud = await startTestCloud()
})
afterAll(() => cloud.close())

beforeEach(() => {
  me = String((accounts += 1))
  them = String((accounts += 1))
  ec2 = cloud.ec2({ account: me })
})

async function makeGateway(client = ec2, account = me): Promise<{ id: string; table: string }> {
  const { TransitGateway } = await client.send(new CreateTransitGatewayCommand({}))
  await cloud.advance(account, '15s')
  return {
    id: TransitGateway?.TransitGatewayId ?? '',
    table: TransitGateway?.Options?.AssociationDefaultRouteTableId ?? '',
  }
}

async function makeVpc(CidrBlock: string): Promise<string> {
  return (await ec2.send(new CreateVpcCommand({ CidrBlock }))).Vpc?.VpcId ?? ''
}

async function makeSubnet(VpcId: string, CidrBlock: string, zone = 'a'): Promise<string> {
  const { Subnet } = await ec2.send(
    new CreateSubnetCommand({ VpcId, CidrBlock, AvailabilityZone: `${region}${zone}` }),
  )
  return Subnet?.SubnetId ?? ''
}

const attach = (TransitGatewayId: string, VpcId: string, SubnetIds: string[]) =>
  ec2.send(new CreateTransitGatewayVpcAttachmentCommand({ TransitGatewayId, VpcId, SubnetIds }))

/** A gateway with an attached VPC of 10.0.0.0/16. */
async function makeAttached() {
  const gateway = await makeGateway()
  const vpcId = await makeVpc('10.0.0.0/16')
  const subnetId = await makeSubnet(vpcId, '10.0.0.0/24')
  const { TransitGatewayVpcAttachment } = await attach(gateway.id, vpcId, [subnetId])
  await cloud.advance(me, '15s')
  const attachmentId = TransitGatewayVpcAttachment?.TransitGatewayAttachmentId ?? ''
  return { gateway, vpcId, subnetId, attachmentId }
}

async function search(TransitGatewayRouteTableId: string, ...Filters: Filter[]) {
  const { Routes = [] } = await ec2.send(
    new SearchTransitGatewayRoutesCommand({
      TransitGatewayRouteTableId,
      Filters: Filters.length > 0 ? Filters : [{ Name: 'type', Values: ['*'] }],
    }),
  )
  return Routes.map((route) => `${route.DestinationCidrBlock} ${route.Type} ${route.State}`)
}

describe('transit gateways', () => {
  it('come with AWS’s defaults and a table, change, and go', async () => {
    const { TransitGateway } = await ec2.send(
      new CreateTransitGatewayCommand({
        Description: 'hub',
        Options: { DnsSupport: 'disable' },
        TagSpecifications: [
          { ResourceType: 'transit-gateway', Tags: [{ Key: 'Name', Value: 'hub' }] },
        ],
      }),
    )
    const TransitGatewayId = TransitGateway?.TransitGatewayId ?? ''
    expect(TransitGateway).toMatchObject({
      TransitGatewayId: expect.stringMatching(/^tgw-0[0-9a-f]{16}$/),
      TransitGatewayArn: `arn:aws:ec2:${region}:${me}:transit-gateway/${TransitGatewayId}`,
      State: 'pending',
      OwnerId: me,
      Description: 'hub',
      Options: {
        AmazonSideAsn: 64_512,
        TransitGatewayCidrBlocks: [],
        AutoAcceptSharedAttachments: 'disable',
        DefaultRouteTableAssociation: 'enable',
        DefaultRouteTablePropagation: 'enable',
        VpnEcmpSupport: 'enable',
        DnsSupport: 'disable',
        SecurityGroupReferencingSupport: 'disable',
        MulticastSupport: 'disable',
        AssociationDefaultRouteTableId: TransitGateway?.Options?.PropagationDefaultRouteTableId,
      },
      Tags: [{ Key: 'Name', Value: 'hub' }],
    })
    const modify = (Options: object) =>
      ec2.send(new ModifyTransitGatewayCommand({ TransitGatewayId, Options }))
    await expect(modify({})).rejects.toMatchObject({
      name: 'IncorrectState',
      message: `${TransitGatewayId} is in invalid state`,
    })
    await cloud.advance(me, '15s')
    await expect(modify({ AmazonSideAsn: 1 })).rejects.toMatchObject({
      name: 'InvalidParameterValue',
    })
    const changed = await modify({
      DnsSupport: 'enable',
      DefaultRouteTableAssociation: 'disable',
      AddTransitGatewayCidrBlocks: ['10.99.0.0/24'],
    })
    expect(changed.TransitGateway?.State).toBe('modifying')
    const { TransitGateways } = await ec2.send(
      new DescribeTransitGatewaysCommand({
        Filters: [
          { Name: 'options.dns-support', Values: ['enable'] },
          { Name: 'tag:Name', Values: ['hub'] },
        ],
      }),
    )
    expect(TransitGateways).toMatchObject([
      { State: 'available', Options: { TransitGatewayCidrBlocks: ['10.99.0.0/24'] } },
    ])
    expect(TransitGateways?.[0]?.Options?.AssociationDefaultRouteTableId).toBeUndefined()
    const gone = await ec2.send(new DeleteTransitGatewayCommand({ TransitGatewayId }))
    expect(gone.TransitGateway?.State).toBe('deleting')
    await cloud.advance(me, '15s')
    const describeIt = () =>
      ec2.send(new DescribeTransitGatewaysCommand({ TransitGatewayIds: [TransitGatewayId] }))
    expect((await describeIt()).TransitGateways?.[0]?.State).toBe('deleted')
    await cloud.advance(me, '2h')
    await expect(describeIt()).rejects.toMatchObject({
      name: 'InvalidTransitGatewayID.NotFound',
      message: `Transit Gateway ${TransitGatewayId} was deleted or does not exist.`,
    })
    expect(
      (await ec2.send(new DescribeTransitGatewayRouteTablesCommand({}))).TransitGatewayRouteTables,
    ).toEqual([])
  })

  it('are five in a Region', async () => {
    for (let i = 0; i < 5; i += 1) await ec2.send(new CreateTransitGatewayCommand({}))
    await expect(ec2.send(new CreateTransitGatewayCommand({}))).rejects.toMatchObject({
      name: 'TransitGatewayLimitExceeded',
    })
  })
})

describe('attachments of VPCs', () => {
  it('have an interface in each zone, and routes once they are there', async () => {
    const { gateway, vpcId, subnetId, attachmentId } = await makeAttached()
    const interfaces = async () =>
      (
        await ec2.send(
          new DescribeNetworkInterfacesCommand({
            Filters: [{ Name: 'interface-type', Values: ['transit_gateway'] }],
          }),
        )
      ).NetworkInterfaces
    expect(await interfaces()).toMatchObject([
      {
        SubnetId: subnetId,
        Status: 'in-use',
        RequesterManaged: true,
        Description: `Network Interface for Transit Gateway Attachment ${attachmentId}`,
      },
    ])
    await expect(attach(gateway.id, vpcId, [subnetId])).rejects.toMatchObject({
      name: 'DuplicateTransitGatewayAttachment',
      message: `${gateway.id} has non-deleted Transit Gateway Attachments with same VPC ID.`,
    })
    await expect(ec2.send(new DeleteSubnetCommand({ SubnetId: subnetId }))).rejects.toMatchObject({
      name: 'DependencyViolation',
    })
    const sameZone = await makeSubnet(vpcId, '10.0.1.0/24')
    const otherZone = await makeSubnet(vpcId, '10.0.2.0/24', 'c')
    const modify = (more: object) =>
      ec2.send(
        new ModifyTransitGatewayVpcAttachmentCommand({
          TransitGatewayAttachmentId: attachmentId,
          ...more,
        }),
      )
    await expect(modify({ AddSubnetIds: [sameZone] })).rejects.toMatchObject({
      name: 'DuplicateSubnetsInSameZone',
    })
    await modify({ AddSubnetIds: [otherZone], Options: { Ipv6Support: 'enable' } })
    const { TransitGatewayVpcAttachments } = await ec2.send(
      new DescribeTransitGatewayVpcAttachmentsCommand({
        Filters: [{ Name: 'vpc-id', Values: [vpcId] }],
      }),
    )
    expect(TransitGatewayVpcAttachments).toMatchObject([
      {
        State: 'available',
        SubnetIds: [subnetId, otherZone],
        Options: { DnsSupport: 'enable', Ipv6Support: 'enable', ApplianceModeSupport: 'disable' },
      },
    ])
    expect(await interfaces()).toHaveLength(2)
    await modify({ RemoveSubnetIds: [subnetId] })
    expect(await interfaces()).toMatchObject([{ SubnetId: otherZone }])
    for (const Command of [
      AcceptTransitGatewayVpcAttachmentCommand,
      RejectTransitGatewayVpcAttachmentCommand,
    ]) {
      await expect(
        ec2.send(new Command({ TransitGatewayAttachmentId: attachmentId })),
      ).rejects.toMatchObject({ name: 'IncorrectState' })
    }
    await expect(
      ec2.send(new DeleteTransitGatewayCommand({ TransitGatewayId: gateway.id })),
    ).rejects.toMatchObject({
      name: 'IncorrectState',
      message: expect.stringContaining('has non-deleted Transit Gateway Attachments'),
    })
    await ec2.send(
      new DeleteTransitGatewayVpcAttachmentCommand({ TransitGatewayAttachmentId: attachmentId }),
    )
    await cloud.advance(me, '15s')
    expect(await interfaces()).toEqual([])
    const { TransitGatewayAttachments } = await ec2.send(
      new DescribeTransitGatewayAttachmentsCommand({
        Filters: [{ Name: 'resource-type', Values: ['vpc'] }],
      }),
    )
    expect(TransitGatewayAttachments).toMatchObject([{ State: 'deleted', ResourceId: vpcId }])
    await ec2.send(new DeleteTransitGatewayCommand({ TransitGatewayId: gateway.id }))
  })

  it('make the gateway a target of the VPC’s routes', async () => {
    const { gateway, vpcId, attachmentId } = await makeAttached()
    const { RouteTable } = await ec2.send(new CreateRouteTableCommand({ VpcId: vpcId }))
    const RouteTableId = RouteTable?.RouteTableId ?? ''
    const create = (TransitGatewayId: string) =>
      ec2.send(
        new CreateRouteCommand({
          RouteTableId,
          DestinationCidrBlock: '10.8.0.0/16',
          TransitGatewayId,
        }),
      )
    const other = await makeGateway()
    await expect(create(other.id)).rejects.toMatchObject({
      name: 'InvalidTransitGatewayID.NotFound',
      message: `The transitGateway ID '${other.id}' does not exist`,
    })
    await create(gateway.id)
    const find = async () =>
      (
        await ec2.send(
          new DescribeRouteTablesCommand({
            Filters: [{ Name: 'route.transit-gateway-id', Values: [gateway.id] }],
          }),
        )
      ).RouteTables?.[0]?.Routes?.at(-1)
    expect(await find()).toMatchObject({ TransitGatewayId: gateway.id, State: 'active' })
    await ec2.send(
      new DeleteTransitGatewayVpcAttachmentCommand({ TransitGatewayAttachmentId: attachmentId }),
    )
    expect(await find()).toMatchObject({ State: 'blackhole' })
  })
})

describe('route tables', () => {
  it('are associated with one attachment at a time each, and take what is propagated', async () => {
    const { gateway, vpcId, attachmentId } = await makeAttached()
    const { TransitGatewayRouteTable } = await ec2.send(
      new CreateTransitGatewayRouteTableCommand({ TransitGatewayId: gateway.id }),
    )
    expect(TransitGatewayRouteTable).toMatchObject({
      State: 'pending',
      DefaultAssociationRouteTable: false,
      DefaultPropagationRouteTable: false,
    })
    await cloud.advance(me, '15s')
    const own = TransitGatewayRouteTable?.TransitGatewayRouteTableId ?? ''
    const pair = {
      TransitGatewayRouteTableId: own,
      TransitGatewayAttachmentId: attachmentId,
    }
    await expect(
      ec2.send(new AssociateTransitGatewayRouteTableCommand(pair)),
    ).rejects.toMatchObject({ name: 'Resource.AlreadyAssociated' })
    const first = { ...pair, TransitGatewayRouteTableId: gateway.table }
    const leaving = await ec2.send(new DisassociateTransitGatewayRouteTableCommand(first))
    expect(leaving.Association?.State).toBe('disassociating')
    await cloud.advance(me, '10s')
    const joining = await ec2.send(new AssociateTransitGatewayRouteTableCommand(pair))
    expect(joining.Association).toMatchObject({ State: 'associating', ResourceId: vpcId })
    await cloud.advance(me, '10s')
    const associations = async (id: string) =>
      (
        await ec2.send(
          new GetTransitGatewayRouteTableAssociationsCommand({ TransitGatewayRouteTableId: id }),
        )
      ).Associations
    expect(await associations(gateway.table)).toEqual([])
    expect(await associations(own)).toEqual([
      {
        TransitGatewayAttachmentId: attachmentId,
        ResourceId: vpcId,
        ResourceType: 'vpc',
        State: 'associated',
      },
    ])
    expect(await search(gateway.table)).toEqual(['10.0.0.0/16 propagated active'])
    expect(await search(own)).toEqual([])
    await ec2.send(new EnableTransitGatewayRouteTablePropagationCommand(pair))
    await expect(
      ec2.send(new EnableTransitGatewayRouteTablePropagationCommand(pair)),
    ).rejects.toMatchObject({ name: 'TransitGatewayRouteTablePropagation.Duplicate' })
    expect(await search(own)).toEqual(['10.0.0.0/16 propagated active'])
    const { TransitGatewayRouteTablePropagations } = await ec2.send(
      new GetTransitGatewayRouteTablePropagationsCommand({ TransitGatewayRouteTableId: own }),
    )
    expect(TransitGatewayRouteTablePropagations).toMatchObject([{ State: 'enabled' }])
    const { TransitGatewayAttachmentPropagations } = await ec2.send(
      new GetTransitGatewayAttachmentPropagationsCommand({
        TransitGatewayAttachmentId: attachmentId,
      }),
    )
    expect(TransitGatewayAttachmentPropagations).toHaveLength(2)
    await ec2.send(new DisableTransitGatewayRouteTablePropagationCommand(pair))
    await expect(
      ec2.send(new DisableTransitGatewayRouteTablePropagationCommand(pair)),
    ).rejects.toMatchObject({ name: 'TransitGatewayRouteTablePropagation.NotFound' })
    const remove = (TransitGatewayRouteTableId: string) =>
      ec2.send(new DeleteTransitGatewayRouteTableCommand({ TransitGatewayRouteTableId }))
    await expect(remove(own)).rejects.toMatchObject({ name: 'IncorrectState' })
    await expect(remove(gateway.table)).rejects.toMatchObject({ name: 'IncorrectState' })
    await ec2.send(new DisassociateTransitGatewayRouteTableCommand(pair))
    await cloud.advance(me, '10s')
    expect((await remove(own)).TransitGatewayRouteTable?.State).toBe('deleting')
  })

  it('hold static routes before propagated ones, and are searched by block', async () => {
    const { gateway, attachmentId } = await makeAttached()
    const at = { TransitGatewayRouteTableId: gateway.table }
    const to = { ...at, TransitGatewayAttachmentId: attachmentId }
    const create = (
      more: Partial<typeof to> & { DestinationCidrBlock: string; Blackhole?: boolean },
    ) => ec2.send(new CreateTransitGatewayRouteCommand({ ...at, ...more }))
    const { Route } = await create({ ...to, DestinationCidrBlock: '0.0.0.0/0' })
    expect(Route).toMatchObject({ Type: 'static', State: 'active' })
    await expect(create({ ...to, DestinationCidrBlock: '0.0.0.0/0' })).rejects.toMatchObject({
      name: 'RouteAlreadyExists',
    })
    await expect(create({ DestinationCidrBlock: '10.1.0.0/16' })).rejects.toMatchObject({
      name: 'MissingParameter',
    })
    await create({ DestinationCidrBlock: '10.0.0.0/16', Blackhole: true })
    expect(await search(gateway.table)).toEqual([
      '0.0.0.0/0 static active',
      '10.0.0.0/16 static blackhole',
    ])
    const by = (Name: string, value: string) =>
      search(gateway.table, { Name: `route-search.${Name}`, Values: [value] })
    expect(await by('exact-match', '10.0.0.0/16')).toEqual(['10.0.0.0/16 static blackhole'])
    expect(await by('longest-prefix-match', '10.0.3.4')).toEqual(['10.0.0.0/16 static blackhole'])
    expect(await by('supernet-of-match', '10.0.3.0/24')).toHaveLength(2)
    expect(await by('subnet-of-match', '10.0.0.0/8')).toHaveLength(1)
    expect(await search(gateway.table, { Name: 'state', Values: ['blackhole'] })).toHaveLength(1)
    await ec2.send(
      new ReplaceTransitGatewayRouteCommand({ ...to, DestinationCidrBlock: '10.0.0.0/16' }),
    )
    expect(await by('exact-match', '10.0.0.0/16')).toEqual(['10.0.0.0/16 static active'])
    const remove = () =>
      ec2.send(new DeleteTransitGatewayRouteCommand({ ...at, DestinationCidrBlock: '10.0.0.0/16' }))
    expect((await remove()).Route?.State).toBe('deleted')
    expect(await by('exact-match', '10.0.0.0/16')).toEqual(['10.0.0.0/16 propagated active'])
    await expect(remove()).rejects.toMatchObject({ name: 'InvalidRoute.NotFound' })
    await ec2.send(
      new DeleteTransitGatewayVpcAttachmentCommand({ TransitGatewayAttachmentId: attachmentId }),
    )
    await cloud.advance(me, '15s')
    expect(await search(gateway.table)).toEqual(['0.0.0.0/0 static blackhole'])
  })

  it('name prefix lists', async () => {
    const { gateway, attachmentId } = await makeAttached()
    const { PrefixList } = await ec2.send(
      new CreateManagedPrefixListCommand({
        PrefixListName: 'offices',
        MaxEntries: 2,
        AddressFamily: 'IPv4',
        Entries: [{ Cidr: '192.168.0.0/24' }, { Cidr: '192.168.1.0/24' }],
      }),
    )
    const PrefixListId = PrefixList?.PrefixListId ?? ''
    const pair = { TransitGatewayRouteTableId: gateway.table, PrefixListId }
    const { TransitGatewayPrefixListReference } = await ec2.send(
      new CreateTransitGatewayPrefixListReferenceCommand({
        ...pair,
        TransitGatewayAttachmentId: attachmentId,
      }),
    )
    expect(TransitGatewayPrefixListReference).toMatchObject({
      Blackhole: false,
      PrefixListOwnerId: me,
    })
    expect(await search(gateway.table, { Name: 'prefix-list-id', Values: [PrefixListId] })).toEqual(
      ['192.168.0.0/24 static active', '192.168.1.0/24 static active'],
    )
    const { PrefixListAssociations } = await ec2.send(
      new GetManagedPrefixListAssociationsCommand({ PrefixListId }),
    )
    expect(PrefixListAssociations).toMatchObject([{ ResourceId: gateway.table }])
    await ec2.send(new ModifyTransitGatewayPrefixListReferenceCommand({ ...pair, Blackhole: true }))
    const list = async () =>
      (
        await ec2.send(
          new GetTransitGatewayPrefixListReferencesCommand({
            TransitGatewayRouteTableId: gateway.table,
            Filters: [{ Name: 'is-blackhole', Values: ['true'] }],
          }),
        )
      ).TransitGatewayPrefixListReferences
    expect(await list()).toMatchObject([{ PrefixListId, State: 'available', Blackhole: true }])
    await ec2.send(new DeleteTransitGatewayPrefixListReferenceCommand(pair))
    expect(await list()).toEqual([])
    await expect(
      ec2.send(new DeleteTransitGatewayPrefixListReferenceCommand(pair)),
    ).rejects.toMatchObject({ name: 'InvalidPrefixListReference.NotFound' })
  })
})

describe('peerings', () => {
  const peer = (
    PeerTransitGatewayId: string,
    TransitGatewayId: string,
    PeerAccountId: string,
    PeerRegion: string,
  ) =>
    ec2.send(
      new CreateTransitGatewayPeeringAttachmentCommand({
        TransitGatewayId,
        PeerTransitGatewayId,
        PeerAccountId,
        PeerRegion,
      }),
    )

  it('join gateways of other accounts and Regions when they accept', async () => {
    const away = cloud.ec2({ account: them, region: 'us-west-2' })
    const [mine, theirs] = [await makeGateway(), await makeGateway(away, them)]
    const asked = await peer(theirs.id, mine.id, them, 'us-west-2')
    expect(asked.TransitGatewayPeeringAttachment?.State).toBe('initiatingRequest')
    const TransitGatewayAttachmentId =
      asked.TransitGatewayPeeringAttachment?.TransitGatewayAttachmentId ?? ''
    const look = async (client: EC2Client) =>
      (
        await client.send(
          new DescribeTransitGatewayPeeringAttachmentsCommand({
            TransitGatewayAttachmentIds: [TransitGatewayAttachmentId],
          }),
        )
      ).TransitGatewayPeeringAttachments?.[0]
    expect(await look(away)).toMatchObject({
      State: 'pendingAcceptance',
      RequesterTgwInfo: { OwnerId: me, Region: region, TransitGatewayId: mine.id },
      AccepterTgwInfo: { OwnerId: them, Region: 'us-west-2', TransitGatewayId: theirs.id },
    })
    const accept = new AcceptTransitGatewayPeeringAttachmentCommand({ TransitGatewayAttachmentId })
    await expect(ec2.send(accept)).rejects.toMatchObject({
      name: 'InvalidParameterValue',
      message: `Cannot accept ${TransitGatewayAttachmentId} as the source of the peering request.`,
    })
    await away.send(accept)
    await cloud.advance(them, '15s')
    expect((await look(ec2))?.State).toBe('available')
    await ec2.send(
      new CreateTagsCommand({
        Resources: [TransitGatewayAttachmentId],
        Tags: [{ Key: 'Name', Value: 'west' }],
      }),
    )
    expect((await look(away))?.Tags).toEqual([])
    await ec2.send(
      new CreateTransitGatewayRouteCommand({
        TransitGatewayRouteTableId: mine.table,
        TransitGatewayAttachmentId,
        DestinationCidrBlock: '10.50.0.0/16',
      }),
    )
    await expect(
      ec2.send(
        new EnableTransitGatewayRouteTablePropagationCommand({
          TransitGatewayRouteTableId: mine.table,
          TransitGatewayAttachmentId,
        }),
      ),
    ).rejects.toMatchObject({ name: 'InvalidParameterValue' })
    await away.send(
      new DeleteTransitGatewayPeeringAttachmentCommand({ TransitGatewayAttachmentId }),
    )
    await cloud.advance(them, '15s')
    expect((await look(ec2))?.State).toBe('deleted')
    expect(await search(mine.table)).toEqual(['10.50.0.0/16 static blackhole'])
  })

  it('within a Region have two ids, and may be rejected', async () => {
    const [one, two] = [await makeGateway(), await makeGateway()]
    const asked = await peer(two.id, one.id, me, region)
    const TransitGatewayAttachmentId =
      asked.TransitGatewayPeeringAttachment?.TransitGatewayAttachmentId ?? ''
    const { TransitGatewayPeeringAttachments = [] } = await ec2.send(
      new DescribeTransitGatewayPeeringAttachmentsCommand({}),
    )
    expect(TransitGatewayPeeringAttachments).toHaveLength(2)
    const rejected = await ec2.send(
      new RejectTransitGatewayPeeringAttachmentCommand({ TransitGatewayAttachmentId }),
    )
    expect(rejected.TransitGatewayPeeringAttachment?.State).toBe('rejected')
    await expect(peer('tgw-01234567890abcdef', one.id, me, region)).rejects.toMatchObject({
      name: 'InvalidTransitGatewayID.NotFound',
    })
    const failed = await peer('tgw-01234567890abcdef', one.id, them, 'us-west-2')
    const { TransitGatewayPeeringAttachments: found } = await ec2.send(
      new DescribeTransitGatewayPeeringAttachmentsCommand({
        TransitGatewayAttachmentIds: [
          failed.TransitGatewayPeeringAttachment?.TransitGatewayAttachmentId ?? '',
        ],
      }),
    )
    expect(found?.[0]?.State).toBe('failed')
  })
})
