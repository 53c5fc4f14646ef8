import type { PlacementGroup } from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import type { PlacementGroupRecord } from './placement-group.ts'

export function placementGroupArn(ctx: Context, { name }: PlacementGroupRecord): string {
  return `arn:aws:ec2:${ctx.region}:${ctx.account}:placement-group/${name}`
}

export function toPlacementGroup(ctx: Context, group: PlacementGroupRecord): PlacementGroup {
  return {
    GroupId: group.id,
    GroupName: group.name,
    GroupArn: placementGroupArn(ctx, group),
    State: 'available',
    Strategy: group.strategy,
    PartitionCount: group.partitionCount,
    SpreadLevel: group.spreadLevel,
    Tags: [...group.tags],
  }
}
