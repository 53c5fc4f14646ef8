import type { InstanceTypeInfo, Placement as PlacementInput } from '@aws-sdk/client-ec2'
import type { Context } from '../../../../engine/context.ts'
import { AwsError } from '../../../../errors.ts'
import {
  findPlacementGroup,
  placementGroups,
  type PlacementGroupRecord,
} from '../../placement-groups/placement-group.ts'
import type { VpcRecord } from '../../vpcs/vpc.ts'
import type { Placement } from '../instance.ts'

/** Tenancy and placement group of a launch. Throws AWS's errors for a group that is unknown or does not take the type. */
export function readPlacement(
  ctx: Context,
  input: PlacementInput | undefined,
  typeName: string,
  info: InstanceTypeInfo,
  vpc: VpcRecord | undefined,
): Placement {
  // A dedicated VPC has no shared hardware, whatever a launch asks for.
  const dedicated = input?.Tenancy === 'dedicated' || vpc?.instanceTenancy === 'dedicated'
  const tenancy = dedicated ? 'dedicated' : 'default'
  const group = findGroup(ctx, input)
  const partition = input?.PartitionNumber
  if (!group) {
    if (partition === undefined) return { tenancy }
    throw new AwsError(
      'InvalidParameterCombination',
      'A partition number needs a placement group with the partition strategy.',
    )
  }
  if (!info.PlacementGroupInfo?.SupportedStrategies?.includes(group.strategy)) {
    const strategy = group.strategy.charAt(0).toUpperCase() + group.strategy.slice(1)
    throw new AwsError(
      'InvalidParameterCombination',
      `${strategy} placement groups are not supported by the '${typeName}' instance type. Specify a supported instance type or change the placement group strategy, and try again.`,
    )
  }
  if (partition !== undefined && (partition < 1 || partition > (group.partitionCount ?? 0))) {
    throw new AwsError(
      'InvalidParameterValue',
      `The partition number ${partition} is not one of the placement group '${group.name}'.`,
    )
  }
  // Without a number AWS chooses the partition.
  const chosen = group.partitionCount && 1 + ctx.chance.below(group.partitionCount)
  return { tenancy, groupName: group.name, partitionNumber: partition ?? chosen }
}

function findGroup(
  ctx: Context,
  input: PlacementInput | undefined,
): PlacementGroupRecord | undefined {
  if (input?.GroupName) return findPlacementGroup(ctx, input.GroupName)
  if (!input?.GroupId) return undefined
  const group = ctx.db.get(placementGroups, input.GroupId)
  if (group) return group
  throw new AwsError(
    'InvalidPlacementGroupId.Unknown',
    `The placement group '${input.GroupId}' is unknown.`,
  )
}
