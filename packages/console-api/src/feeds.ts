import type { Members, MembersOf, Only } from './members.ts'
import type { Action, Input, Output, ServiceName } from './operations.ts'
import {
  balancerOf,
  targetGroupOf,
  withHealth,
  withListeners,
  withTags,
  type Balancer,
  type BalancerListeners,
  type TargetGroup,
  type TargetGroupHealth,
} from './load-balancing.ts'
import {
  byMarker,
  byNextMarker,
  byNextToken,
  byRecords,
  byToken,
  type PageWords,
} from './paging.ts'

/** One live list as data: what to ask for, what the items are, and which changes of the embedded cloud touch it. */
export interface Feed<Item = unknown> {
  readonly service: ServiceName
  readonly operation: string
  /** Input of a full look, without paging members. */
  readonly input: object
  /** Members that carry paging; absent where the operation has none. */
  readonly pageSize?: number
  readonly pages: PageWords
  /** What is read of the output; all of it, unless told. */
  readonly members?: Members
  /** The items of one page of output, `idOf` of each unique. */
  listOf(output: unknown): readonly Item[]
  /** The items of a page with what other operations say of them; those that are gone meanwhile are left out. */
  complete?(items: readonly Item[], ask: AskAlso): Promise<readonly Item[]>
  idOf(item: Item): string
  /** Whether it will change by itself soon: polled fast on AWS. */
  inTransition(item: Item): boolean
  /** Collections of the embedded cloud that its items are made of; first the items' own. */
  readonly changeTypes: readonly string[]
  /** The collection whose ids are the items' ids: the first, unless its records are named otherwise. */
  readonly ownType: string | undefined
  /** Input that asks only for the items that a change of this type and these ids touches; without it the whole list is looked at. */
  inputFor?(changeType: string, ids: readonly string[]): object | undefined
}

/** Asks another operation that only looks. */
export type AskAlso = <S extends ServiceName, N extends Action<S>>(
  service: S,
  operation: N,
  input: Input<S, N>,
) => Promise<Output<S, N>>

interface FeedShape<S extends ServiceName, N extends Action<S>, Item, Answer> {
  input: Input<S, N> & object
  pageSize?: number
  pages?: PageWords
  listOf(output: Answer): readonly Item[]
  complete?(items: readonly Item[], ask: AskAlso): Promise<readonly Item[]>
  idOf(item: Item): string | undefined
  inTransition?(item: Item): boolean
  changeTypes: readonly string[]
  /** Its records have other ids than its items. */
  otherIds?: true
  inputFor?(changeType: string, ids: readonly string[]): (Input<S, N> & object) | undefined
}

/** Erases the operation from the type once the shape has been checked against it. */
function feed<S extends ServiceName, N extends Action<S>, Item>(
  service: S,
  operation: N,
  shape: FeedShape<S, N, Item, Output<S, N>>,
): Feed<Item> {
  return partialFeed<S, N, Item, Output<S, N>>(service, operation, undefined, shape)
}

/** A feed that reads some members of the output only. */
function partialFeed<S extends ServiceName, N extends Action<S>, Item, Answer>(
  service: S,
  operation: N,
  members: Members | undefined,
  shape: FeedShape<S, N, Item, Answer>,
): Feed<Item> {
  return {
    service,
    operation,
    input: shape.input,
    pageSize: shape.pageSize,
    pages: shape.pages ?? byToken,
    members,
    listOf: shape.listOf,
    complete: shape.complete,
    idOf: (item) => shape.idOf(item) ?? '',
    inTransition: (item) => shape.inTransition?.(item) ?? false,
    changeTypes: shape.changeTypes,
    ownType: shape.otherIds ? undefined : shape.changeTypes[0],
    inputFor: shape.inputFor,
  }
}

/** Asks by filter, not by id: a filter leaves out what is gone, where an id would be an error. */
function byFilters(filters: Readonly<Record<string, string>>) {
  return (changeType: string, ids: readonly string[]) => {
    const name = filters[changeType]
    return name === undefined ? undefined : { Filters: [{ Name: name, Values: [...ids] }] }
  }
}

/** Elastic Load Balancing describes at most twenty at once; more, and the whole list is quicker. */
function someOf<M extends string>(member: M, ids: readonly string[]) {
  const distinct = [...new Set(ids)]
  return distinct.length <= 20 ? { [member]: distinct } : undefined
}

const moving = (state: string | undefined, ...states: string[]) =>
  state !== undefined && states.includes(state)

/** What lists, panels and menus show of an instance. */
const shownOfInstances = {
  NextToken: true,
  Reservations: {
    ReservationId: true,
    OwnerId: true,
    Instances: {
      InstanceId: true,
      ImageId: true,
      State: true,
      StateReason: true,
      StateTransitionReason: true,
      InstanceType: true,
      InstanceLifecycle: true,
      LaunchTime: true,
      KeyName: true,
      Tags: true,
      Placement: true,
      CapacityReservationId: true,
      Architecture: true,
      PlatformDetails: true,
      Platform: true,
      VirtualizationType: true,
      UsageOperation: true,
      BootMode: true,
      CurrentInstanceBootMode: true,
      CpuOptions: true,
      EbsOptimized: true,
      EnaSupport: true,
      AmiLaunchIndex: true,
      HibernationOptions: true,
      IamInstanceProfile: true,
      MetadataOptions: true,
      Monitoring: true,
      RootDeviceName: true,
      RootDeviceType: true,
      BlockDeviceMappings: true,
      SecurityGroups: true,
      SourceDestCheck: true,
      VpcId: true,
      SubnetId: true,
      PublicDnsName: true,
      PublicIpAddress: true,
      PrivateDnsName: true,
      PrivateIpAddress: true,
      OutpostArn: true,
      NetworkInterfaces: {
        NetworkInterfaceId: true,
        Ipv6Addresses: true,
        Association: { IpOwnerId: true, PublicIp: true },
        Attachment: { DeviceIndex: true },
      },
    },
  },
} as const satisfies MembersOf<Output<'ec2', 'DescribeInstances'>>

type Shown = Only<Output<'ec2', 'DescribeInstances'>, typeof shownOfInstances>
type ShownReservation = NonNullable<Shown['Reservations']>[number]
type InstanceItem = NonNullable<ShownReservation['Instances']>[number] &
  Pick<ShownReservation, 'ReservationId' | 'OwnerId'>

/** What lists and panels show of a VPN connection. */
const shownOfVpns = {
  VpnConnections: {
    VpnConnectionId: true,
    State: true,
    Type: true,
    Category: true,
    CustomerGatewayId: true,
    VpnGatewayId: true,
    TransitGatewayId: true,
    Options: {
      StaticRoutesOnly: true,
      EnableAcceleration: true,
      TunnelInsideIpVersion: true,
      LocalIpv4NetworkCidr: true,
      RemoteIpv4NetworkCidr: true,
      TunnelOptions: { OutsideIpAddress: true, TunnelInsideCidr: true },
    },
    Routes: true,
    VgwTelemetry: true,
    Tags: true,
  },
} as const satisfies MembersOf<Output<'ec2', 'DescribeVpnConnections'>>

type ShownVpns = Only<Output<'ec2', 'DescribeVpnConnections'>, typeof shownOfVpns>
type VpnItem = NonNullable<ShownVpns['VpnConnections']>[number]

type Alarms = Output<'cloudwatch', 'DescribeAlarms'>
type MetricAlarm = NonNullable<Alarms['MetricAlarms']>[number]
type CompositeAlarm = NonNullable<Alarms['CompositeAlarms']>[number]

export const feeds = {
  /**
   * Each instance with what its reservation says of it: the members that lists, panels and menus show. Ten thousand of them are
   * sent to every tab and kept there, so a page that needs more asks for the one instance.
   */
  instances: partialFeed<'ec2', 'DescribeInstances', InstanceItem, Shown>(
    'ec2',
    'DescribeInstances',
    shownOfInstances,
    {
      input: {},
      pageSize: 500,
      listOf: (output) =>
        (output.Reservations ?? []).flatMap(({ ReservationId, OwnerId, Instances }) =>
          (Instances ?? []).map((instance) => ({ ...instance, ReservationId, OwnerId })),
        ),
      idOf: (instance) => instance.InstanceId,
      inTransition: (instance) =>
        moving(instance.State?.Name, 'pending', 'stopping', 'shutting-down') ||
        moving(instance.Monitoring?.State, 'pending', 'disabling'),
      changeTypes: ['ec2/instance', 'ec2/volume', 'ec2/network-interface'],
      inputFor: byFilters({
        'ec2/instance': 'instance-id',
        'ec2/volume': 'block-device-mapping.volume-id',
        'ec2/network-interface': 'network-interface.network-interface-id',
      }),
    },
  ),
  'instance-status': feed('ec2', 'DescribeInstanceStatus', {
    input: { IncludeAllInstances: true },
    pageSize: 500,
    listOf: (output) => output.InstanceStatuses ?? [],
    idOf: (status) => status.InstanceId,
    inTransition: (status) =>
      moving(status.InstanceState?.Name, 'pending', 'stopping', 'shutting-down') ||
      moving(status.InstanceStatus?.Status, 'initializing') ||
      moving(status.SystemStatus?.Status, 'initializing'),
    changeTypes: ['ec2/instance'],
    inputFor: (_type, ids) => ({ IncludeAllInstances: true, InstanceIds: [...ids] }),
  }),
  'spot-requests': feed('ec2', 'DescribeSpotInstanceRequests', {
    input: {},
    pageSize: 500,
    listOf: (output) => output.SpotInstanceRequests ?? [],
    idOf: (request) => request.SpotInstanceRequestId,
    inTransition: (request) =>
      moving(request.State, 'open') ||
      moving(request.Status?.Code, 'marked-for-stop', 'marked-for-termination'),
    changeTypes: ['ec2/spot-request'],
    inputFor: byFilters({ 'ec2/spot-request': 'spot-instance-request-id' }),
  }),
  'reserved-instances': feed('ec2', 'DescribeReservedInstances', {
    input: {},
    listOf: (output) => output.ReservedInstances ?? [],
    idOf: (reserved) => reserved.ReservedInstancesId,
    inTransition: (reserved) => moving(reserved.State, 'payment-pending'),
    changeTypes: ['ec2/reserved-instances'],
    inputFor: byFilters({ 'ec2/reserved-instances': 'reserved-instances-id' }),
  }),
  /** Of the whole account: they belong to no Region. */
  'savings-plans': feed('savingsplans', 'DescribeSavingsPlans', {
    input: {},
    pages: byNextToken,
    listOf: (output) => output.savingsPlans ?? [],
    idOf: (plan) => plan.savingsPlanId,
    inTransition: (plan) => moving(plan.state, 'payment-pending', 'pending-return'),
    changeTypes: ['savingsplans/plan'],
    inputFor: (_type, ids) => ({ savingsPlanIds: [...ids] }),
  }),
  hosts: feed('ec2', 'DescribeHosts', {
    input: {},
    pageSize: 500,
    listOf: (output) => output.Hosts ?? [],
    idOf: (host) => host.HostId,
    inTransition: (host) => moving(host.State, 'pending'),
    // what is on a host shows in its capacity, what pays for it beside it
    changeTypes: ['ec2/host', 'ec2/instance', 'ec2/host-reservation'],
  }),
  'placement-groups': feed('ec2', 'DescribePlacementGroups', {
    input: {},
    listOf: (output) => output.PlacementGroups ?? [],
    idOf: (group) => group.GroupId,
    inTransition: (group) => moving(group.State, 'pending', 'deleting'),
    changeTypes: ['ec2/placement-group'],
  }),
  'capacity-reservations': feed('ec2', 'DescribeCapacityReservations', {
    input: {},
    pageSize: 500,
    listOf: (output) => output.CapacityReservations ?? [],
    idOf: (reservation) => reservation.CapacityReservationId,
    inTransition: (reservation) => moving(reservation.State, 'pending', 'assessing', 'delayed'),
    // what runs in one shows in AvailableInstanceCount
    changeTypes: ['ec2/capacity-reservation', 'ec2/instance'],
  }),
  'launch-templates': feed('ec2', 'DescribeLaunchTemplates', {
    input: {},
    pageSize: 200,
    listOf: (output) => output.LaunchTemplates ?? [],
    idOf: (template) => template.LaunchTemplateId,
    changeTypes: ['ec2/launch-template'],
  }),
  /** The account's own; public ones are asked for by name. */
  images: feed('ec2', 'DescribeImages', {
    input: { Owners: ['self'], IncludeDeprecated: true, IncludeDisabled: true },
    pageSize: 500,
    listOf: (output) => output.Images ?? [],
    idOf: (image) => image.ImageId,
    inTransition: (image) => moving(image.State, 'pending', 'transient'),
    changeTypes: ['ec2/image'],
    inputFor: (_type, ids) => ({
      Owners: ['self'],
      IncludeDeprecated: true,
      IncludeDisabled: true,
      Filters: [{ Name: 'image-id', Values: [...ids] }],
    }),
  }),
  volumes: feed('ec2', 'DescribeVolumes', {
    input: {},
    pageSize: 500,
    listOf: (output) => output.Volumes ?? [],
    idOf: (volume) => volume.VolumeId,
    inTransition: (volume) =>
      moving(volume.State, 'creating', 'deleting') ||
      (volume.Attachments ?? []).some((a) => moving(a.State, 'attaching', 'detaching', 'busy')),
    changeTypes: ['ec2/volume'],
    inputFor: byFilters({ 'ec2/volume': 'volume-id' }),
  }),
  snapshots: feed('ec2', 'DescribeSnapshots', {
    input: { OwnerIds: ['self'] },
    pageSize: 500,
    listOf: (output) => output.Snapshots ?? [],
    idOf: (snapshot) => snapshot.SnapshotId,
    inTransition: (snapshot) => moving(snapshot.State, 'pending', 'recovering'),
    changeTypes: ['ec2/snapshot'],
    inputFor: (_type, ids) => ({
      OwnerIds: ['self'],
      Filters: [{ Name: 'snapshot-id', Values: [...ids] }],
    }),
  }),
  'key-pairs': feed('ec2', 'DescribeKeyPairs', {
    input: {},
    listOf: (output) => output.KeyPairs ?? [],
    idOf: (keyPair) => keyPair.KeyPairId,
    changeTypes: ['ec2/key-pair'],
  }),
  'security-groups': feed('ec2', 'DescribeSecurityGroups', {
    input: {},
    pageSize: 500,
    listOf: (output) => output.SecurityGroups ?? [],
    idOf: (group) => group.GroupId,
    changeTypes: ['ec2/security-group', 'ec2/security-group-rule'],
    inputFor: byFilters({ 'ec2/security-group': 'group-id' }),
  }),
  vpcs: feed('ec2', 'DescribeVpcs', {
    input: {},
    pageSize: 500,
    listOf: (output) => output.Vpcs ?? [],
    idOf: (vpc) => vpc.VpcId,
    inTransition: (vpc) => moving(vpc.State, 'pending'),
    changeTypes: ['ec2/vpc'],
    inputFor: byFilters({ 'ec2/vpc': 'vpc-id' }),
  }),
  subnets: feed('ec2', 'DescribeSubnets', {
    input: {},
    pageSize: 500,
    listOf: (output) => output.Subnets ?? [],
    idOf: (subnet) => subnet.SubnetId,
    inTransition: (subnet) => moving(subnet.State, 'pending'),
    // an interface takes an address of its subnet, which shows in AvailableIpAddressCount
    changeTypes: ['ec2/subnet', 'ec2/network-interface'],
    inputFor: byFilters({ 'ec2/subnet': 'subnet-id' }),
  }),
  'route-tables': feed('ec2', 'DescribeRouteTables', {
    input: {},
    pageSize: 100,
    listOf: (output) => output.RouteTables ?? [],
    idOf: (table) => table.RouteTableId,
    // what a route leads to makes it active or a black hole
    changeTypes: [
      'ec2/route-table',
      'ec2/internet-gateway',
      'ec2/egress-only-internet-gateway',
      'ec2/nat-gateway',
      'ec2/vpc-peering-connection',
      'ec2/instance',
      'ec2/network-interface',
    ],
    inputFor: byFilters({
      'ec2/route-table': 'route-table-id',
      'ec2/internet-gateway': 'route.gateway-id',
      'ec2/egress-only-internet-gateway': 'route.egress-only-internet-gateway-id',
      'ec2/nat-gateway': 'route.nat-gateway-id',
      'ec2/vpc-peering-connection': 'route.vpc-peering-connection-id',
      'ec2/instance': 'route.instance-id',
    }),
  }),
  'internet-gateways': feed('ec2', 'DescribeInternetGateways', {
    input: {},
    pageSize: 500,
    listOf: (output) => output.InternetGateways ?? [],
    idOf: (gateway) => gateway.InternetGatewayId,
    inTransition: (gateway) =>
      (gateway.Attachments ?? []).some(({ State }) => moving(State, 'attaching', 'detaching')),
    changeTypes: ['ec2/internet-gateway'],
    inputFor: byFilters({ 'ec2/internet-gateway': 'internet-gateway-id' }),
  }),
  'egress-only-internet-gateways': feed('ec2', 'DescribeEgressOnlyInternetGateways', {
    input: {},
    pageSize: 255,
    listOf: (output) => output.EgressOnlyInternetGateways ?? [],
    idOf: (gateway) => gateway.EgressOnlyInternetGatewayId,
    changeTypes: ['ec2/egress-only-internet-gateway'],
  }),
  'mirror-sessions': feed('ec2', 'DescribeTrafficMirrorSessions', {
    input: {},
    pageSize: 500,
    listOf: (output) => output.TrafficMirrorSessions ?? [],
    idOf: (session) => session.TrafficMirrorSessionId,
    changeTypes: ['ec2/traffic-mirror-session'],
    inputFor: byFilters({ 'ec2/traffic-mirror-session': 'traffic-mirror-session-id' }),
  }),
  'dhcp-options': feed('ec2', 'DescribeDhcpOptions', {
    input: {},
    pageSize: 500,
    listOf: (output) => output.DhcpOptions ?? [],
    idOf: (options) => options.DhcpOptionsId,
    changeTypes: ['ec2/dhcp-options'],
    inputFor: byFilters({ 'ec2/dhcp-options': 'dhcp-options-id' }),
  }),
  'peering-connections': feed('ec2', 'DescribeVpcPeeringConnections', {
    input: {},
    pageSize: 500,
    listOf: (output) => output.VpcPeeringConnections ?? [],
    idOf: (peering) => peering.VpcPeeringConnectionId,
    inTransition: (peering) =>
      moving(peering.Status?.Code, 'initiating-request', 'provisioning', 'deleting'),
    // the blocks of both VPCs show in it
    changeTypes: ['ec2/vpc-peering-connection', 'ec2/vpc'],
    inputFor: byFilters({ 'ec2/vpc-peering-connection': 'vpc-peering-connection-id' }),
  }),
  /** The account's own, and those that AWS keeps. */
  'prefix-lists': feed('ec2', 'DescribeManagedPrefixLists', {
    input: {},
    pageSize: 100,
    listOf: (output) => output.PrefixLists ?? [],
    idOf: (list) => list.PrefixListId,
    inTransition: (list) => list.State?.endsWith('-in-progress') ?? false,
    changeTypes: ['ec2/prefix-list'],
    inputFor: byFilters({ 'ec2/prefix-list': 'prefix-list-id' }),
  }),
  'nat-gateways': feed('ec2', 'DescribeNatGateways', {
    input: {},
    pageSize: 500,
    listOf: (output) => output.NatGateways ?? [],
    idOf: (gateway) => gateway.NatGatewayId,
    inTransition: (gateway) => moving(gateway.State, 'pending', 'deleting'),
    changeTypes: ['ec2/nat-gateway'],
    inputFor: (_type, ids) => ({ Filter: [{ Name: 'nat-gateway-id', Values: [...ids] }] }),
  }),
  'vpc-endpoints': feed('ec2', 'DescribeVpcEndpoints', {
    input: {},
    pageSize: 500,
    listOf: (output) => output.VpcEndpoints ?? [],
    idOf: (endpoint) => endpoint.VpcEndpointId,
    inTransition: (endpoint) => moving(endpoint.State, 'pending', 'deleting'),
    changeTypes: ['ec2/vpc-endpoint'],
    inputFor: byFilters({ 'ec2/vpc-endpoint': 'vpc-endpoint-id' }),
  }),
  'flow-logs': feed('ec2', 'DescribeFlowLogs', {
    input: {},
    pageSize: 500,
    listOf: (output) => output.FlowLogs ?? [],
    idOf: (log) => log.FlowLogId,
    changeTypes: ['ec2/flow-log'],
    inputFor: (_type, ids) => ({ Filter: [{ Name: 'flow-log-id', Values: [...ids] }] }),
  }),
  'network-acls': feed('ec2', 'DescribeNetworkAcls', {
    input: {},
    pageSize: 500,
    listOf: (output) => output.NetworkAcls ?? [],
    idOf: (acl) => acl.NetworkAclId,
    changeTypes: ['ec2/network-acl'],
    inputFor: byFilters({ 'ec2/network-acl': 'network-acl-id' }),
  }),
  'network-interfaces': feed('ec2', 'DescribeNetworkInterfaces', {
    input: {},
    pageSize: 500,
    listOf: (output) => output.NetworkInterfaces ?? [],
    idOf: (networkInterface) => networkInterface.NetworkInterfaceId,
    inTransition: (networkInterface) =>
      moving(networkInterface.Status, 'pending', 'attaching', 'detaching'),
    changeTypes: ['ec2/network-interface'],
    inputFor: byFilters({ 'ec2/network-interface': 'network-interface-id' }),
  }),
  addresses: feed('ec2', 'DescribeAddresses', {
    input: {},
    listOf: (output) => output.Addresses ?? [],
    idOf: (address) => address.AllocationId ?? address.PublicIp,
    changeTypes: ['ec2/elastic-ip', 'ec2/network-interface'],
    inputFor: byFilters({
      'ec2/elastic-ip': 'allocation-id',
      'ec2/network-interface': 'network-interface-id',
    }),
  }),
  /** A role's record is filed under its name in lower case. */
  roles: feed('iam', 'ListRoles', {
    input: {},
    pageSize: 1000,
    pages: byMarker,
    listOf: (output) => output.Roles ?? [],
    idOf: (role) => role.RoleName,
    changeTypes: ['iam/role'],
    otherIds: true,
  }),
  users: feed('iam', 'ListUsers', {
    input: {},
    pageSize: 1000,
    pages: byMarker,
    listOf: (output) => output.Users ?? [],
    idOf: (user) => user.UserName,
    changeTypes: ['iam/user'],
    otherIds: true,
  }),
  'user-groups': feed('iam', 'ListGroups', {
    input: {},
    pageSize: 1000,
    pages: byMarker,
    listOf: (output) => output.Groups ?? [],
    idOf: (group) => group.GroupName,
    changeTypes: ['iam/group'],
    otherIds: true,
  }),
  /** AWS's and the account's own; how many entities each is attached to hangs on all three. */
  policies: feed('iam', 'ListPolicies', {
    input: {},
    pageSize: 1000,
    pages: byMarker,
    listOf: (output) => output.Policies ?? [],
    idOf: (policy) => policy.Arn,
    changeTypes: ['iam/policy', 'iam/user', 'iam/group', 'iam/role'],
    otherIds: true,
  }),
  parameters: feed('ssm', 'DescribeParameters', {
    input: {},
    pageSize: 50,
    listOf: (output) => output.Parameters ?? [],
    idOf: (parameter) => parameter.Name,
    changeTypes: ['ssm/parameter'],
    inputFor: (_type, ids) =>
      // AWS takes no more values in one filter.
      ids.length <= 50
        ? { ParameterFilters: [{ Key: 'Name', Option: 'Equals', Values: [...ids] }] }
        : undefined,
  }),
  'transit-gateways': feed('ec2', 'DescribeTransitGateways', {
    input: {},
    pageSize: 500,
    listOf: (output) => output.TransitGateways ?? [],
    idOf: (gateway) => gateway.TransitGatewayId,
    inTransition: (gateway) => moving(gateway.State, 'pending', 'modifying', 'deleting'),
    changeTypes: ['ec2/transit-gateway'],
    inputFor: byFilters({ 'ec2/transit-gateway': 'transit-gateway-id' }),
  }),
  'transit-gateway-attachments': feed('ec2', 'DescribeTransitGatewayAttachments', {
    input: {},
    pageSize: 500,
    listOf: (output) => output.TransitGatewayAttachments ?? [],
    idOf: (attachment) => attachment.TransitGatewayAttachmentId,
    inTransition: (attachment) =>
      moving(attachment.State, 'pending', 'modifying', 'deleting', 'initiatingRequest') ||
      moving(attachment.Association?.State, 'associating', 'disassociating'),
    changeTypes: ['ec2/transit-gateway-attachment'],
    inputFor: byFilters({ 'ec2/transit-gateway-attachment': 'transit-gateway-attachment-id' }),
  }),
  'transit-gateway-route-tables': feed('ec2', 'DescribeTransitGatewayRouteTables', {
    input: {},
    pageSize: 500,
    listOf: (output) => output.TransitGatewayRouteTables ?? [],
    idOf: (table) => table.TransitGatewayRouteTableId,
    inTransition: (table) => moving(table.State, 'pending', 'deleting'),
    // which of a gateway's tables are its defaults is said by the gateway
    changeTypes: ['ec2/transit-gateway-route-table', 'ec2/transit-gateway'],
    inputFor: byFilters({
      'ec2/transit-gateway-route-table': 'transit-gateway-route-table-id',
      'ec2/transit-gateway': 'transit-gateway-id',
    }),
  }),
  'customer-gateways': feed('ec2', 'DescribeCustomerGateways', {
    input: {},
    listOf: (output) => output.CustomerGateways ?? [],
    idOf: (gateway) => gateway.CustomerGatewayId,
    inTransition: (gateway) => moving(gateway.State, 'pending', 'deleting'),
    changeTypes: ['ec2/customer-gateway'],
    inputFor: byFilters({ 'ec2/customer-gateway': 'customer-gateway-id' }),
  }),
  'vpn-gateways': feed('ec2', 'DescribeVpnGateways', {
    input: {},
    listOf: (output) => output.VpnGateways ?? [],
    idOf: (gateway) => gateway.VpnGatewayId,
    inTransition: (gateway) =>
      moving(gateway.State, 'pending', 'deleting') ||
      (gateway.VpcAttachments ?? []).some(({ State }) => moving(State, 'attaching', 'detaching')),
    changeTypes: ['ec2/vpn-gateway'],
    inputFor: byFilters({ 'ec2/vpn-gateway': 'vpn-gateway-id' }),
  }),
  /** Without its pre-shared keys, and without the configuration that has them. */
  'vpn-connections': partialFeed<'ec2', 'DescribeVpnConnections', VpnItem, ShownVpns>(
    'ec2',
    'DescribeVpnConnections',
    shownOfVpns,
    {
      input: {},
      listOf: (output) => output.VpnConnections ?? [],
      idOf: (connection) => connection.VpnConnectionId,
      inTransition: (connection) => moving(connection.State, 'pending', 'modifying', 'deleting'),
      changeTypes: ['ec2/vpn-connection'],
      inputFor: byFilters({ 'ec2/vpn-connection': 'vpn-connection-id' }),
    },
  ),
  'active-sessions': feed('ssm', 'DescribeSessions', {
    input: { State: 'Active' },
    pageSize: 200,
    listOf: (output) => output.Sessions ?? [],
    idOf: (session) => session.SessionId,
    inTransition: (session) => moving(session.Status, 'Connecting', 'Terminating'),
    changeTypes: ['ssm/session'],
  }),
  'past-sessions': feed('ssm', 'DescribeSessions', {
    input: { State: 'History' },
    pageSize: 200,
    listOf: (output) => output.Sessions ?? [],
    idOf: (session) => session.SessionId,
    changeTypes: ['ssm/session'],
  }),
  commands: feed('ssm', 'ListCommands', {
    input: {},
    pageSize: 50,
    listOf: (output) => output.Commands ?? [],
    idOf: (command) => command.CommandId,
    inTransition: (command) => moving(command.Status, 'Pending', 'InProgress', 'Cancelling'),
    changeTypes: ['ssm/command', 'ssm/command-invocation'],
    inputFor: (_type, ids) => {
      // An invocation's id begins with its command's.
      const [only, ...others] = new Set(ids.map((id) => id.split('/')[0]))
      return others.length === 0 ? { CommandId: only } : undefined
    },
  }),
  'load-balancers': feed<'elastic-load-balancing-v2', 'DescribeLoadBalancers', Balancer>(
    'elastic-load-balancing-v2',
    'DescribeLoadBalancers',
    {
      input: {},
      pageSize: 400,
      pages: byNextMarker,
      listOf: (output) => output.LoadBalancers ?? [],
      complete: withTags((balancer) => balancer.LoadBalancerArn),
      idOf: (balancer) => balancer.LoadBalancerArn,
      inTransition: (balancer) => moving(balancer.State?.Code, 'provisioning'),
      changeTypes: ['elbv2/load-balancer'],
      inputFor: (_type, ids) => someOf('LoadBalancerArns', ids),
    },
  ),
  /** What each load balancer listens to, with its rules. */
  listeners: feed<'elastic-load-balancing-v2', 'DescribeLoadBalancers', BalancerListeners>(
    'elastic-load-balancing-v2',
    'DescribeLoadBalancers',
    {
      input: {},
      pageSize: 400,
      pages: byNextMarker,
      listOf: (output) =>
        (output.LoadBalancers ?? []).map(({ LoadBalancerArn, LoadBalancerName, Type }) => ({
          LoadBalancerArn,
          LoadBalancerName,
          Type,
        })),
      complete: withListeners,
      idOf: (balancer) => balancer.LoadBalancerArn,
      changeTypes: ['elbv2/load-balancer', 'elbv2/listener', 'elbv2/rule'],
      inputFor: (_type, ids) => someOf('LoadBalancerArns', ids.map(balancerOf)),
    },
  ),
  'target-groups': feed<'elastic-load-balancing-v2', 'DescribeTargetGroups', TargetGroup>(
    'elastic-load-balancing-v2',
    'DescribeTargetGroups',
    {
      input: {},
      pageSize: 400,
      pages: byNextMarker,
      listOf: (output) => output.TargetGroups ?? [],
      complete: withTags((group) => group.TargetGroupArn),
      idOf: (group) => group.TargetGroupArn,
      // which balancers forward to it is said by their listeners and rules
      changeTypes: ['elbv2/target-group', 'elbv2/listener', 'elbv2/rule'],
      inputFor: (type, ids) =>
        type === 'elbv2/target-group' ? someOf('TargetGroupArns', ids) : undefined,
    },
  ),
  /** The targets of each group with their health. */
  'target-health': feed<'elastic-load-balancing-v2', 'DescribeTargetGroups', TargetGroupHealth>(
    'elastic-load-balancing-v2',
    'DescribeTargetGroups',
    {
      input: {},
      pageSize: 400,
      pages: byNextMarker,
      listOf: (output) =>
        (output.TargetGroups ?? []).map(({ TargetGroupArn, TargetGroupName }) => ({
          TargetGroupArn,
          TargetGroupName,
        })),
      complete: withHealth,
      idOf: (group) => group.TargetGroupArn,
      inTransition: ({ Targets = [] }) =>
        Targets.some(({ TargetHealth }) => moving(TargetHealth?.State, 'initial', 'draining')),
      // a target is unused until a listener or a rule leads to its group
      changeTypes: ['elbv2/target-group', 'elbv2/target', 'elbv2/listener', 'elbv2/rule'],
      inputFor: (type, ids) =>
        type === 'elbv2/target-group' || type === 'elbv2/target'
          ? someOf('TargetGroupArns', ids.map(targetGroupOf))
          : undefined,
    },
  ),
  'auto-scaling-groups': feed('auto-scaling', 'DescribeAutoScalingGroups', {
    input: {},
    pageSize: 100,
    pages: byRecords,
    listOf: (output) => output.AutoScalingGroups ?? [],
    idOf: (group) => group.AutoScalingGroupName,
    inTransition: ({ Status, DesiredCapacity = 0, Instances = [] }) =>
      Status !== undefined ||
      Instances.filter(({ LifecycleState }) => LifecycleState === 'InService').length !==
        DesiredCapacity,
    changeTypes: ['auto-scaling/group', 'auto-scaling/instance'],
    otherIds: true,
  }),
  'launch-configurations': feed('auto-scaling', 'DescribeLaunchConfigurations', {
    input: {},
    pageSize: 100,
    pages: byRecords,
    listOf: (output) => output.LaunchConfigurations ?? [],
    idOf: (configuration) => configuration.LaunchConfigurationName,
    changeTypes: ['auto-scaling/launch-configuration'],
    otherIds: true,
  }),
  /** Of metrics and of other alarms. */
  alarms: feed<'cloudwatch', 'DescribeAlarms', MetricAlarm | CompositeAlarm>(
    'cloudwatch',
    'DescribeAlarms',
    {
      input: { AlarmTypes: ['MetricAlarm', 'CompositeAlarm'] },
      pageSize: 100,
      pages: byRecords,
      listOf: ({ MetricAlarms = [], CompositeAlarms = [] }) => [
        ...MetricAlarms,
        ...CompositeAlarms,
      ],
      idOf: (alarm) => alarm.AlarmName,
      changeTypes: ['cloudwatch/alarm'],
      otherIds: true,
    },
  ),
  dashboards: feed('cloudwatch', 'ListDashboards', {
    input: {},
    listOf: ({ DashboardEntries = [] }) => DashboardEntries,
    idOf: ({ DashboardName }) => DashboardName,
    changeTypes: ['cloudwatch/dashboard'],
    otherIds: true,
  }),
}

export type FeedName = keyof typeof feeds

/** An item of a feed, as the browser receives it. */
export type FeedItem<F extends FeedName> = (typeof feeds)[F] extends Feed<infer Item> ? Item : never

export function isFeedName(word: string): word is FeedName {
  return Object.hasOwn(feeds, word)
}
