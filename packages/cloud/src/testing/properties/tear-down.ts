import type { Caller } from '../everywhere/caller.ts'
import { idsIn } from '../everywhere/inputs.ts'
import type { Made } from './actions.ts'

/** Deletes all that a sequence has made, what depends on other things first. Refusals are for whoever looks afterwards. */
export async function tearDown(caller: Caller, made: Made): Promise<void> {
  const each = async (prefix: string, operation: string, input: (id: string) => object) => {
    for (const id of made.get(prefix) ?? []) await caller.attempt(operation, input(id))
  }
  await each('nat', 'DeleteNatGateway', (id) => ({ NatGatewayId: id }))
  await each('i', 'TerminateInstances', (id) => ({ InstanceIds: [id] }))
  await each('ami', 'DeregisterImage', (id) => ({ ImageId: id, DeleteAssociatedSnapshots: true }))
  // Those of images are made without being told.
  const own = await caller.call('DescribeSnapshots', { OwnerIds: ['self'] })
  for (const id of idsIn(own)) {
    if (id.startsWith('snap-')) await caller.attempt('DeleteSnapshot', { SnapshotId: id })
  }
  await each('vol', 'DeleteVolume', (id) => ({ VolumeId: id }))
  await each('eni', 'DeleteNetworkInterface', (id) => ({ NetworkInterfaceId: id }))
  await each('eipalloc', 'ReleaseAddress', (id) => ({ AllocationId: id }))
  // Groups name each other in their rules.
  for (const id of made.get('sg') ?? []) {
    const { output } = await caller.attempt('DescribeSecurityGroups', { GroupIds: [id] })
    const groups: unknown = output?.['SecurityGroups']
    const [group] = Array.isArray(groups) ? groups : []
    if (!group?.IpPermissions?.length) continue
    const { IpPermissions } = group
    await caller.attempt('RevokeSecurityGroupIngress', { GroupId: id, IpPermissions })
  }
  await each('sg', 'DeleteSecurityGroup', (id) => ({ GroupId: id }))
  await each('subnet', 'DeleteSubnet', (id) => ({ SubnetId: id }))
  for (const id of made.get('igw') ?? []) {
    for (const VpcId of made.get('vpc') ?? []) {
      await caller.attempt('DetachInternetGateway', { InternetGatewayId: id, VpcId })
    }
  }
  await each('rtb', 'DeleteRouteTable', (id) => ({ RouteTableId: id }))
  await each('igw', 'DeleteInternetGateway', (id) => ({ InternetGatewayId: id }))
  await each('vpc', 'DeleteVpc', (id) => ({ VpcId: id }))
}
