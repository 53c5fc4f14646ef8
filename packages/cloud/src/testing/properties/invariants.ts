import type {
  Address,
  Instance,
  NetworkInterface,
  RouteTable,
  SecurityGroup,
  Subnet,
  Volume,
  Vpc,
} from '@aws-sdk/client-ec2'
import type { Caller } from '../everywhere/caller.ts'

interface Seen {
  readonly vpcs: readonly Vpc[]
  readonly subnets: readonly Subnet[]
  readonly groups: readonly SecurityGroup[]
  readonly interfaces: readonly NetworkInterface[]
  readonly addresses: readonly Address[]
  readonly instances: readonly Instance[]
  readonly volumes: readonly Volume[]
  readonly tables: readonly RouteTable[]
}

/** What must hold whatever was called; each line says what does not. */
export async function brokenInvariants(caller: Caller): Promise<readonly string[]> {
  const seen = await look(caller)
  return [
    ...quotas(seen),
    ...unique('private address', privateAddresses(seen)),
    ...unique('public address', publicAddresses(seen)),
    ...dangling(seen),
    ...addresses(seen),
    ...volumes(seen),
  ]
}

async function look(caller: Caller): Promise<Seen> {
  const list = async <T>(operation: string, member: string): Promise<readonly T[]> => {
    const found: unknown = (await caller.call(operation, {}))[member]
    return Array.isArray(found) ? found : []
  }
  const reservations = await list<{ Instances?: Instance[] }>('DescribeInstances', 'Reservations')
  return {
    vpcs: await list('DescribeVpcs', 'Vpcs'),
    subnets: await list('DescribeSubnets', 'Subnets'),
    groups: await list('DescribeSecurityGroups', 'SecurityGroups'),
    interfaces: await list('DescribeNetworkInterfaces', 'NetworkInterfaces'),
    addresses: await list('DescribeAddresses', 'Addresses'),
    instances: reservations.flatMap(({ Instances = [] }) => Instances),
    volumes: await list('DescribeVolumes', 'Volumes'),
    tables: await list('DescribeRouteTables', 'RouteTables'),
  }
}

function quotas({ vpcs, addresses: elastic }: Seen): readonly string[] {
  return [
    ...(vpcs.length > 5 ? [`${vpcs.length} VPCs`] : []),
    ...(elastic.length > 5 ? [`${elastic.length} Elastic IPs`] : []),
  ]
}

function privateAddresses({ interfaces }: Seen): readonly string[] {
  return interfaces.flatMap(({ SubnetId, PrivateIpAddresses = [] }) =>
    PrivateIpAddresses.map(({ PrivateIpAddress }) => `${SubnetId} ${PrivateIpAddress}`),
  )
}

function publicAddresses({ interfaces }: Seen): readonly string[] {
  return interfaces.flatMap(({ PrivateIpAddresses = [] }) =>
    PrivateIpAddresses.flatMap(({ Association }) => Association?.PublicIp ?? []),
  )
}

function unique(what: string, values: readonly string[]): readonly string[] {
  const twice = values.filter((value, at) => values.indexOf(value) !== at)
  return twice.map((value) => `${what} ${value} is there twice`)
}

/** Names of things that are not there. */
function dangling(seen: Seen): readonly string[] {
  const there = new Set([
    ...seen.vpcs.map(({ VpcId }) => VpcId),
    ...seen.subnets.map(({ SubnetId }) => SubnetId),
    ...seen.groups.map(({ GroupId }) => GroupId),
    ...seen.interfaces.map(({ NetworkInterfaceId }) => NetworkInterfaceId),
    ...living(seen).map(({ InstanceId }) => InstanceId),
  ])
  const lacks = (from: string | undefined, ids: readonly (string | undefined)[]) =>
    ids
      .filter((id) => id !== undefined && !there.has(id))
      .map((id) => `${from} names ${id}, which is not there`)
  return [
    ...seen.subnets.flatMap(({ SubnetId, VpcId }) => lacks(SubnetId, [VpcId])),
    ...seen.groups.flatMap(({ GroupId, VpcId }) => lacks(GroupId, [VpcId])),
    ...seen.interfaces.flatMap((eni) =>
      lacks(eni.NetworkInterfaceId, [
        eni.SubnetId,
        eni.VpcId,
        eni.Attachment?.InstanceId,
        ...(eni.Groups ?? []).map(({ GroupId }) => GroupId),
      ]),
    ),
    ...seen.addresses.flatMap(({ AllocationId, NetworkInterfaceId, InstanceId }) =>
      lacks(AllocationId, [NetworkInterfaceId, InstanceId || undefined]),
    ),
    ...living(seen).flatMap(({ InstanceId, SubnetId, NetworkInterfaces = [] }) =>
      lacks(InstanceId, [
        SubnetId,
        ...NetworkInterfaces.map(({ NetworkInterfaceId }) => NetworkInterfaceId),
      ]),
    ),
    ...seen.tables.flatMap(({ RouteTableId, VpcId, Associations = [] }) =>
      lacks(RouteTableId, [VpcId, ...Associations.map(({ SubnetId }) => SubnetId)]),
    ),
  ]
}

const living = ({ instances }: Seen) =>
  instances.filter(({ State }) => State?.Name !== 'terminated')

/** An Elastic IP is on the one interface that says so. */
function addresses({ addresses: elastic, interfaces }: Seen): readonly string[] {
  return elastic.flatMap(({ PublicIp, AllocationId, NetworkInterfaceId }) => {
    const holders = interfaces
      .filter(({ PrivateIpAddresses = [] }) =>
        PrivateIpAddresses.some(({ Association }) => Association?.PublicIp === PublicIp),
      )
      .map((eni) => eni.NetworkInterfaceId)
    const said = NetworkInterfaceId ? [NetworkInterfaceId] : []
    const fault = `${AllocationId}: ${holders.join()} and not ${said.join()}`
    return holders.join() === said.join() ? [] : [fault]
  })
}

/** A volume is attached to as many living instances as it may be, and says so. */
function volumes(seen: Seen): readonly string[] {
  const alive = new Set(living(seen).map(({ InstanceId }) => InstanceId))
  return seen.volumes.flatMap(({ VolumeId, State, MultiAttachEnabled, Attachments = [] }) => [
    ...(Attachments.length > (MultiAttachEnabled ? 16 : 1) ? [`${VolumeId} too often`] : []),
    ...((State === 'in-use') === Attachments.length > 0 ? [] : [`${VolumeId} is ${State}`]),
    ...Attachments.filter(({ InstanceId }) => !alive.has(InstanceId)).map(
      ({ InstanceId }) => `${VolumeId} is attached to ${InstanceId}, which is gone`,
    ),
  ])
}
