import type { CreatePlacementGroupRequest, CreatePlacementGroupResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { checkQuota } from '../../service-quotas/quotas.ts'
import { newId } from '../ids.ts'
import { readTagSpecifications } from '../tags.ts'
import { refuseMembers } from '../unsupported.ts'
import { toPlacementGroup } from './describe-placement-group.ts'
import { placementGroups } from './placement-group.ts'

const defaultPartitions = 2
const maxPartitions = 7

/**
 * Makes a cluster, partition or spread group, by whose rules its instances are placed.
 * @limits 500 in a Region; 7 partitions.
 * @differs The strategy precision-time and host-level spread are refused.
 */
export const CreatePlacementGroup = operation<
  CreatePlacementGroupRequest,
  CreatePlacementGroupResult
>('CreatePlacementGroup', (ctx, input) => {
  refuseMembers('CreatePlacementGroup', input, ['LinkedGroupId', 'ParentGroupId', 'Operator'])
  const { GroupName: name = '', PartitionCount: partitions, SpreadLevel: level } = input
  const strategy = input.Strategy ?? 'cluster'
  if (name === '') {
    throw new AwsError('MissingParameter', 'The request must contain the parameter groupName')
  }
  if (strategy === 'precision-time') {
    throw new AwsError(
      'UnsupportedOperation',
      'The placement strategy precision-time is not supported by the embedded cloud.',
    )
  }
  if (partitions !== undefined && strategy !== 'partition') {
    throw new AwsError(
      'InvalidParameterCombination',
      'The parameter partitionCount is only supported for the partition strategy.',
    )
  }
  if (partitions !== undefined && (partitions < 1 || partitions > maxPartitions)) {
    throw new AwsError(
      'InvalidParameterValue',
      `Value (${partitions}) for parameter partitionCount is invalid. It must be between 1 and ${maxPartitions}.`,
    )
  }
  if (level !== undefined && strategy !== 'spread') {
    throw new AwsError(
      'InvalidParameterCombination',
      'The parameter spreadLevel is only supported for the spread strategy.',
    )
  }
  if (level === 'host') {
    // Host level spread exists on Outposts only.
    throw new AwsError(
      'UnsupportedOperation',
      'Host level spread placement groups are only supported on AWS Outposts.',
    )
  }
  const tags = readTagSpecifications(input.TagSpecifications, ['placement-group'])(
    'placement-group',
  )
  if (ctx.db.by(placementGroups, 'name', name).length > 0) {
    throw new AwsError(
      'InvalidPlacementGroup.Duplicate',
      `The placement group '${name}' already exists.`,
    )
  }
  checkQuota(ctx, 'placementGroups', ctx.db.count(placementGroups))
  const group = {
    id: newId(ctx.chance, 'pg'),
    name,
    strategy,
    partitionCount: strategy === 'partition' ? (partitions ?? defaultPartitions) : undefined,
    spreadLevel: strategy === 'spread' ? ('rack' as const) : undefined,
    tags,
  }
  ctx.db.put(placementGroups, group)
  return { PlacementGroup: toPlacementGroup(ctx, group) }
})
