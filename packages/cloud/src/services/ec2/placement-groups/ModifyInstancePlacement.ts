import type {
  ModifyInstancePlacementRequest,
  ModifyInstancePlacementResult,
} from '@aws-sdk/client-ec2'
import { findInstanceType } from '../../../catalogue/instance-types.ts'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { decide } from '../instances/decide.ts'
import { findInstance } from '../instances/find-instances.ts'
import { instances, type InstanceRecord, type Placement } from '../instances/instance.ts'
import { checkGroupTakes, checkPartition } from '../instances/launch/launch-placement.ts'
import { refuseMembers } from '../unsupported.ts'
import { freestPartition } from './group-room.ts'
import { findPlacementGroup, findPlacementGroupById } from './placement-group.ts'

/**
 * Moves a stopped instance to another group or partition; an empty group name takes it out of its group.
 * @limits The instance must be stopped.
 * @differs Hosts and a change of tenancy are refused.
 */
export const ModifyInstancePlacement = operation<
  ModifyInstancePlacementRequest,
  ModifyInstancePlacementResult
>('ModifyInstancePlacement', (ctx, input) => {
  refuseMembers('ModifyInstancePlacement', input, ['HostResourceGroupArn', 'HostId', 'Affinity'])
  const instance = findInstance(ctx.db, input.InstanceId)
  const { GroupName, GroupId, Tenancy, PartitionNumber } = input
  if ([GroupName, GroupId, Tenancy, PartitionNumber].every((member) => member === undefined)) {
    throw new AwsError(
      'MissingParameter',
      'The request must contain at least one of the parameters affinity, groupName, hostId, tenancy or partitionNumber',
    )
  }
  if (Tenancy !== undefined) checkTenancy(instance, Tenancy)
  decide('modifyPlacement', instance)
  ctx.db.put(instances, { ...instance, placement: changed(ctx, instance, input) })
  return { Return: true }
})

/** Only between hosts and dedicated hardware; there are no hosts here. */
function checkTenancy({ placement }: InstanceRecord, tenancy: string): void {
  if (tenancy === placement.tenancy) return
  if (tenancy === 'host') {
    throw new AwsError(
      'UnsupportedOperation',
      'The tenancy host of ModifyInstancePlacement is not supported by the embedded cloud.',
    )
  }
  throw new AwsError(
    'InvalidTenancy',
    `Can not change the tenancy of the instance from '${placement.tenancy}' to '${tenancy}'.`,
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
