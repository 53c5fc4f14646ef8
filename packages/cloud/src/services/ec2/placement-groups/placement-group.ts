import { collection } from '../../../engine/collection.ts'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import type { Tagged } from '../tag.ts'

export interface PlacementGroupRecord extends Tagged {
  /** `pg-0…` */
  readonly id: string
  readonly name: string
  readonly strategy: 'cluster' | 'spread' | 'partition'
  /** Of partition groups, 1 to 7. */
  readonly partitionCount?: number
  /** Of spread groups. */
  readonly spreadLevel?: 'rack'
}

export const placementGroups = collection<PlacementGroupRecord, 'name'>({
  name: 'ec2/placement-group',
  scope: 'region',
  indexes: { name: (group) => group.name },
})

/** Throws InvalidPlacementGroup.Unknown. */
export function findPlacementGroup(ctx: Context, name: string): PlacementGroupRecord {
  const [group] = ctx.db.by(placementGroups, 'name', name)
  if (group) return group
  throw new AwsError('InvalidPlacementGroup.Unknown', `The placement group '${name}' is unknown.`)
}

/** Throws InvalidPlacementGroupId.Unknown. */
export function findPlacementGroupById(ctx: Context, id: string): PlacementGroupRecord {
  const group = ctx.db.get(placementGroups, id)
  if (group) return group
  throw new AwsError('InvalidPlacementGroupId.Unknown', `The placement group '${id}' is unknown.`)
}
