import type {
  ModifyInstancePlacementRequest,
  ModifyInstancePlacementResult,
} from '@aws-sdk/client-ec2'
import { findInstanceType } from '../../../catalogue/instance-types.ts'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { decide } from '../instances/decide.ts'
import { chooseHost } from '../hosts/place-on-host.ts'
import { findInstance } from '../instances/find-instances.ts'
import { instances, type InstanceRecord, type Placement } from '../instances/instance.ts'
import { checkGroupTakes, checkPartition } from '../instances/launch/launch-placement.ts'
import { refuseMembers } from '../unsupported.ts'
import { freestPartition } from './group-room.ts'
import { findPlacementGroup, findPlacementGroupById } from './placement-group.ts'

/**
 * Moves a stopped instance to another group, partition or Dedicated Host; an empty group name takes it out of
 * its group.
 * @limits The instance must be stopped.
 */
export const ModifyInstancePlacement = operation<
  ModifyInstancePlacementRequest,
  ModifyInstancePlacementResult
>('ModifyInstancePlacement', (ctx, input) => {
  refuseMembers('ModifyInstancePlacement', input, ['HostResourceGroupArn'])
  const instance = findInstance(ctx.db, input.InstanceId)
  const { GroupName, GroupId, Tenancy, PartitionNumber, HostId, Affinity } = input
  const asked = [GroupName, GroupId, Tenancy, PartitionNumber, HostId, Affinity]
  if (asked.every((member) => member === undefined)) {
    throw new AwsError(
      'MissingParameter',
      'The request must contain at least one of the parameters affinity, groupName, hostId, tenancy or partitionNumber',
    )
  }
  if (Tenancy !== undefined) checkTenancy(instance, Tenancy)
  decide('modifyPlacement', instance)
  const placed = { ...instance, placement: onHost(ctx, instance, input) }
  ctx.db.put(instances, { ...placed, placement: changed(ctx, placed, input) })
  return { Return: true }
})

/** Only between hosts and dedicated hardware. https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/moving-instances-dedicated-hosts.html */
function checkTenancy({ placement }: InstanceRecord, tenancy: string): void {
  if (tenancy === placement.tenancy) return
  if (placement.tenancy !== 'default' && tenancy !== 'default') return
  throw new AwsError(
    'InvalidTenancy',
    `Can not change the tenancy of the instance from '${placement.tenancy}' to '${tenancy}'.`,
  )
}

/** Which host a stopped instance starts on, and whether on that alone. */
function onHost(
  ctx: Context,
  { placement, instanceType, availabilityZone }: InstanceRecord,
  { HostId: asked, Affinity, Tenancy }: ModifyInstancePlacementRequest,
): Placement {
  const tenancy = Tenancy ?? (asked ? 'host' : placement.tenancy)
  if (tenancy !== 'host') {
    if (asked || Affinity === 'host') throw notOnHosts(placement.tenancy)
    return { ...placement, tenancy, hostId: undefined, affinity: undefined }
  }
  if (placement.tenancy === 'default') throw notOnHosts(placement.tenancy)
  const affinity = Affinity ?? placement.affinity ?? 'default'
  // An empty id leaves the choice of the host to the next start.
  const wished = asked === undefined ? placement.hostId : asked || undefined
  const hostId = wished && chooseHost(ctx, { hostId: wished }, instanceType, availabilityZone)
  return { ...placement, tenancy, hostId, affinity: hostId ? affinity : 'default' }
}

function notOnHosts(tenancy: string): AwsError {
  return new AwsError(
    'InvalidTenancy',
    `An instance with the tenancy '${tenancy}' cannot be placed on a Dedicated Host.`,
  )
}

function changed(
  ctx: Context,
  { instanceType, placement }: InstanceRecord,
  { GroupName: name, GroupId: id, PartitionNumber: partition }: ModifyInstancePlacementRequest,
): Placement {
  const wished =
    id !== undefined ? findPlacementGroupById(ctx, id).name : (name ?? placement.groupName ?? '')
  if (wished === '') {
    if (partition !== undefined) {
      throw new AwsError(
        'InvalidParameterCombination',
        'A partition number needs a placement group with the partition strategy.',
      )
    }
    return { ...placement, groupName: undefined, partitionNumber: undefined }
  }
  const group = findPlacementGroup(ctx, wished)
  checkGroupTakes(group, instanceType, findInstanceType(instanceType) ?? {}, placement.tenancy)
  checkPartition(group, partition)
  const kept = group.name === placement.groupName ? placement.partitionNumber : undefined
  return {
    ...placement,
    groupName: group.name,
    partitionNumber: partition ?? kept ?? freestPartition(ctx, group),
  }
}
