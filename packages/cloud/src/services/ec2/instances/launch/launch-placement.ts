import type { InstanceTypeInfo, Placement as PlacementInput } from '@aws-sdk/client-ec2'
import type { Context } from '../../../../engine/context.ts'
import { AwsError } from '../../../../errors.ts'
import {
  findPlacementGroup,
  findPlacementGroupById,
  type PlacementGroupRecord,
} from '../../placement-groups/placement-group.ts'
import type { VpcRecord } from '../../vpcs/vpc.ts'
import type { Placement } from '../instance.ts'

/** The placement group that a launch names, by name or by id. */
export function findLaunchGroup(
  ctx: Context,
  input: PlacementInput | undefined,
): PlacementGroupRecord | undefined {
  if (input?.GroupName) return findPlacementGroup(ctx, input.GroupName)
  return input?.GroupId ? findPlacementGroupById(ctx, input.GroupId) : undefined
}

/** Tenancy and placement group of a launch. Throws AWS's errors for a group that does not take the type. */
export function readPlacement(
  input: PlacementInput | undefined,
  group: PlacementGroupRecord | undefined,
  typeName: string,
  info: InstanceTypeInfo,
  vpc: VpcRecord | undefined,
  host: Pick<Placement, 'hostId' | 'affinity'> | undefined,
): Placement {
  // A dedicated VPC has no shared hardware, whatever a launch asks for.
  const dedicated = input?.Tenancy === 'dedicated' || vpc?.instanceTenancy === 'dedicated'
  const tenancy = host ? 'host' : dedicated ? 'dedicated' : 'default'
  const partition = input?.PartitionNumber
  if (!group) {
    if (partition === undefined) return { tenancy, ...host }
    throw new AwsError(
      'InvalidParameterCombination',
      'A partition number needs a placement group with the partition strategy.',
    )
  }
  checkGroupTakes(group, typeName, info, tenancy)
  checkPartition(group, partition)
  return { tenancy, ...host, groupName: group.name, partitionNumber: partition }
}

export function checkGroupTakes(
  group: PlacementGroupRecord,
  typeName: string,
  info: InstanceTypeInfo,
  tenancy: Placement['tenancy'],
): void {
  const strategy = group.strategy.charAt(0).toUpperCase() + group.strategy.slice(1)
  if (!info.PlacementGroupInfo?.SupportedStrategies?.includes(group.strategy)) {
    throw new AwsError(
      'InvalidParameterCombination',
      `${strategy} placement groups are not supported by the '${typeName}' instance type. Specify a supported instance type or change the placement group strategy, and try again.`,
    )
  }
  if (group.strategy === 'spread' && tenancy !== 'default') {
    throw new AwsError(
      'InvalidParameterCombination',
      `${strategy} placement groups are not supported for instances with the tenancy '${tenancy}'.`,
    )
  }
}

export function checkPartition(group: PlacementGroupRecord, partition: number | undefined): void {
  if (partition === undefined) return
  if (partition >= 1 && partition <= (group.partitionCount ?? 0)) return
  throw new AwsError(
    'InvalidParameterValue',
    `The partition number ${partition} is not one of the placement group '${group.name}'.`,
  )
}
