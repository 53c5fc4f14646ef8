import type { Output } from '@brume/console-api'
import type { Call } from '../../api/index.ts'
import { nameOf, type Tag } from '../../lib/tags.ts'
import type { RowTools } from '../job/job.ts'
import { steps, type PartKind } from './steps.ts'

/** One thing that goes, and what must be gone before it. */
export interface Part {
  readonly kind: PartKind
  readonly id: string
  readonly name: string
  /** Whose part it is: what stands above it in the tree. */
  readonly parent?: string
  readonly after: readonly string[]
  readonly run: (tools: RowTools) => Promise<unknown>
}

const removableKinds = [
  'vpc',
  'subnet',
  'internet-gateway',
  'route-table',
  'network-interface',
  'volume',
  'snapshot',
] as const
export type RemovableKind = (typeof removableKinds)[number]

interface Listed {
  readonly instances: NonNullable<
    NonNullable<Output<'ec2', 'DescribeInstances'>['Reservations']>[number]['Instances']
  >
  readonly interfaces: NonNullable<Output<'ec2', 'DescribeNetworkInterfaces'>['NetworkInterfaces']>
  readonly nats: NonNullable<Output<'ec2', 'DescribeNatGateways'>['NatGateways']>
  readonly endpoints: NonNullable<Output<'ec2', 'DescribeVpcEndpoints'>['VpcEndpoints']>
  readonly balancers: NonNullable<
    Output<'elastic-load-balancing-v2', 'DescribeLoadBalancers'>['LoadBalancers']
  >
}

type Filters = { Name: string; Values: string[] }[]
const gone = new Set(['terminated', 'deleted', 'deleting'])

/** What lives in subnets and keeps them: instances, load balancers, NAT gateways, endpoints, interfaces. */
async function listInside(call: Call, member: 'vpc-id' | 'subnet-id', ids: string[]) {
  const Filters: Filters = [{ Name: member, Values: ids }]
  const inSubnet = (subnet: string | undefined) =>
    member === 'vpc-id' || (subnet !== undefined && ids.includes(subnet))
  const [instances, interfaces, nats, balancers] = await Promise.all([
    call('ec2', 'DescribeInstances', { Filters }),
    call('ec2', 'DescribeNetworkInterfaces', { Filters }),
    call('ec2', 'DescribeNatGateways', { Filter: Filters }),
    call('elastic-load-balancing-v2', 'DescribeLoadBalancers', {}),
  ])
  const vpcs = new Set((interfaces.NetworkInterfaces ?? []).flatMap(({ VpcId }) => VpcId ?? []))
  const endpointVpcs = member === 'vpc-id' ? ids : [...vpcs]
  const endpoints =
    endpointVpcs.length === 0
      ? []
      : ((
          await call('ec2', 'DescribeVpcEndpoints', {
            Filters: [{ Name: 'vpc-id', Values: endpointVpcs }],
          })
        ).VpcEndpoints ?? [])
  const listed: Listed = {
    instances: (instances.Reservations ?? [])
      .flatMap(({ Instances }) => Instances ?? [])
      .filter(({ State }) => !gone.has(State?.Name ?? '')),
    interfaces: interfaces.NetworkInterfaces ?? [],
    balancers: (balancers.LoadBalancers ?? []).filter(({ VpcId = '', AvailabilityZones = [] }) =>
      member === 'vpc-id'
        ? ids.includes(VpcId)
        : AvailabilityZones.some(({ SubnetId = '' }) => ids.includes(SubnetId)),
    ),
    nats: (nats.NatGateways ?? []).filter(({ State }) => !gone.has(State ?? '')),
    endpoints: endpoints.filter(
      ({ SubnetIds, State }) =>
        !gone.has(State ?? '') &&
        (member === 'vpc-id' || (SubnetIds ?? []).some((subnet) => inSubnet(subnet))),
    ),
  }
  return listed
}

/** Those of `listInside` as parts; the interfaces last, since most go with what they belong to. */
function partsInside(listed: Listed): Part[] {
  const holders: Part[] = [
    ...listed.instances.map(({ InstanceId = '', SubnetId, Tags }) =>
      part('instance', InstanceId, Tags, [], SubnetId),
    ),
    ...listed.balancers.map(({ LoadBalancerArn = '', LoadBalancerName = '', VpcId }) => ({
      ...part('load-balancer', LoadBalancerArn, undefined, [], VpcId),
      name: LoadBalancerName,
    })),
    ...listed.nats.map(({ NatGatewayId = '', SubnetId, Tags }) =>
      part('nat-gateway', NatGatewayId, Tags, [], SubnetId),
    ),
    ...listed.endpoints.map(({ VpcEndpointId = '', VpcId, Tags }) =>
      part('endpoint', VpcEndpointId, Tags, [], VpcId),
    ),
  ]
  const after = holders.map(({ id }) => id)
  const own = listed.interfaces.filter(
    ({ RequesterManaged, Attachment, InterfaceType }) =>
      !RequesterManaged &&
      (InterfaceType ?? 'interface') === 'interface' &&
      !(Attachment?.InstanceId !== undefined && Attachment.DeleteOnTermination),
  )
  return [
    ...holders,
    ...own.map(({ NetworkInterfaceId = '', SubnetId, TagSet }) =>
      part('network-interface', NetworkInterfaceId, TagSet, after, SubnetId),
    ),
  ]
}

function part(
  kind: PartKind,
  id: string,
  tags: readonly Tag[] | undefined,
  after: readonly string[],
  parent?: string,
): Part {
  return {
    kind,
    id,
    name: nameOf({ Tags: tags }),
    after,
    run: (tools) => steps[kind](tools, id),
    ...(parent === undefined ? {} : { parent }),
  }
}

/** Everything that has to go for these to go, those included. Throws `ApiFailure`. */
export async function planRemoval(
  call: Call,
  kind: RemovableKind,
  ids: readonly string[],
): Promise<readonly Part[]> {
  if (kind === 'vpc') return (await Promise.all(ids.map((id) => planVpc(call, id)))).flat()
  if (kind === 'subnet') return planSubnets(call, [...ids])
  if (kind === 'snapshot') return planSnapshots(call, [...ids])
  return ids.map((id) => part(kind, id, undefined, []))
}

async function planSubnets(call: Call, ids: string[]): Promise<readonly Part[]> {
  const inside = partsInside(await listInside(call, 'subnet-id', ids))
  const after = inside.map(({ id }) => id)
  return [...ids.map((id) => part('subnet', id, undefined, after)), ...inside]
}

/** A snapshot that an image needs stays until the image is deregistered. */
async function planSnapshots(call: Call, ids: string[]): Promise<readonly Part[]> {
  const { Images } = await call('ec2', 'DescribeImages', {
    Owners: ['self'],
    Filters: [{ Name: 'block-device-mapping.snapshot-id', Values: ids }],
  })
  const using = (Images ?? []).map(({ ImageId = '', Name, BlockDeviceMappings }) => ({
    image: { ...part('image', ImageId, undefined, []), name: Name ?? '' },
    snapshots: (BlockDeviceMappings ?? []).flatMap(({ Ebs }) => Ebs?.SnapshotId ?? []),
  }))
  return ids.flatMap((id) => {
    const images = using.filter(({ snapshots }) => snapshots.includes(id)).map(({ image }) => image)
    const first = images.filter(
      (image) =>
        using.find((one) => one.image === image)?.snapshots.find((one) => ids.includes(one)) === id,
    )
    return [
      part(
        'snapshot',
        id,
        undefined,
        images.map((image) => image.id),
      ),
      ...first.map((image) => ({ ...image, parent: id })),
    ]
  })
}

async function planVpc(call: Call, id: string): Promise<readonly Part[]> {
  const Filters: Filters = [{ Name: 'vpc-id', Values: [id] }]
  const [listed, subnets, groups, tables, acls, gateways, egress, peerings, vpcs] =
    await Promise.all([
      listInside(call, 'vpc-id', [id]),
      call('ec2', 'DescribeSubnets', { Filters }),
      call('ec2', 'DescribeSecurityGroups', { Filters }),
      call('ec2', 'DescribeRouteTables', { Filters }),
      call('ec2', 'DescribeNetworkAcls', { Filters }),
      call('ec2', 'DescribeInternetGateways', {
        Filters: [{ Name: 'attachment.vpc-id', Values: [id] }],
      }),
      call('ec2', 'DescribeEgressOnlyInternetGateways', {}),
      call('ec2', 'DescribeVpcPeeringConnections', {}),
      call('ec2', 'DescribeVpcs', { VpcIds: [id] }),
    ])
  const inside = partsInside(listed).map((one) => ({ ...one, parent: one.parent ?? id }))
  const insideIds = inside.map((one) => one.id)
  const subnetParts = (subnets.Subnets ?? []).map(({ SubnetId = '', Tags }) =>
    part('subnet', SubnetId, Tags, insideIds, id),
  )
  const subnetIds = subnetParts.map((one) => one.id)
  const ownGroups = (groups.SecurityGroups ?? []).filter(({ GroupName }) => GroupName !== 'default')
  // groups that name each other let go of each other first
  const references = ownGroups
    .filter(({ IpPermissions, IpPermissionsEgress }) =>
      [...(IpPermissions ?? []), ...(IpPermissionsEgress ?? [])].some(
        ({ UserIdGroupPairs }) => (UserIdGroupPairs ?? []).length > 0,
      ),
    )
    .map(({ GroupId = '' }) => ({
      ...part('group-references', GroupId, undefined, [], GroupId),
      id: `${GroupId}/rules`,
    }))
  const groupParts = ownGroups.map(({ GroupId = '', GroupName = '' }) => ({
    ...part(
      'security-group',
      GroupId,
      undefined,
      [...insideIds, ...references.map((one) => one.id)],
      id,
    ),
    name: GroupName,
  }))
  const others = [
    ...subnetParts,
    ...inside,
    ...groupParts,
    ...references,
    ...(gateways.InternetGateways ?? []).map(({ InternetGatewayId = '', Tags }) =>
      part('internet-gateway', InternetGatewayId, Tags, insideIds, id),
    ),
    ...(egress.EgressOnlyInternetGateways ?? [])
      .filter(({ Attachments }) => (Attachments ?? []).some(({ VpcId }) => VpcId === id))
      .map(({ EgressOnlyInternetGatewayId = '', Tags }) =>
        part('egress-only-internet-gateway', EgressOnlyInternetGatewayId, Tags, [], id),
      ),
    ...(tables.RouteTables ?? [])
      .filter(({ Associations }) => !(Associations ?? []).some(({ Main }) => Main))
      .map(({ RouteTableId = '', Tags }) => part('route-table', RouteTableId, Tags, subnetIds, id)),
    ...(acls.NetworkAcls ?? [])
      .filter(({ IsDefault }) => !IsDefault)
      .map(({ NetworkAclId = '', Tags }) => part('network-acl', NetworkAclId, Tags, subnetIds, id)),
    ...(peerings.VpcPeeringConnections ?? [])
      .filter(
        ({ Status, RequesterVpcInfo, AccepterVpcInfo }) =>
          (Status?.Code === 'active' || Status?.Code === 'pending-acceptance') &&
          (RequesterVpcInfo?.VpcId === id || AccepterVpcInfo?.VpcId === id),
      )
      .map(({ VpcPeeringConnectionId = '', Tags }) =>
        part('peering-connection', VpcPeeringConnectionId, Tags, [], id),
      ),
  ]
  const everything = others.map((one) => one.id)
  return [part('vpc', id, vpcs.Vpcs?.[0]?.Tags, everything), ...others]
}

/** At which step each part goes: 1 is first. */
export function stepNumbers(parts: readonly Part[]): ReadonlyMap<string, number> {
  const byId = new Map(parts.map((one) => [one.id, one]))
  const numbers = new Map<string, number>()
  const numberOf = (id: string): number => {
    const known = numbers.get(id)
    if (known !== undefined) return known
    const one = byId.get(id)
    if (!one) return 0
    const number = 1 + Math.max(0, ...one.after.map(numberOf))
    numbers.set(id, number)
    return number
  }
  for (const { id } of parts) numberOf(id)
  return numbers
}

/** The parts as a tree, from the roots down: each with how deep it stands. */
export function asTree(parts: readonly Part[]): readonly (Part & { readonly depth: number })[] {
  const known = new Set(parts.map(({ id }) => id))
  const below = (parent: string | undefined, depth: number): (Part & { depth: number })[] =>
    parts
      .filter((one) =>
        parent === undefined
          ? one.parent === undefined || !known.has(one.parent)
          : one.parent === parent,
      )
      .flatMap((one) => [{ ...one, depth }, ...below(one.id, depth + 1)])
  return below(undefined, 0)
}
