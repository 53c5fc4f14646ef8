import type {
  DescribePlacementGroupsRequest,
  DescribePlacementGroupsResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { compileFilters } from '../filters.ts'
import { placementGroupArn, toPlacementGroup } from './describe-placement-group.ts'
import {
  findPlacementGroup,
  findPlacementGroupById,
  placementGroups,
  type PlacementGroupRecord,
} from './placement-group.ts'

/** Lists placement groups. */
export const DescribePlacementGroups = operation<
  DescribePlacementGroupsRequest,
  DescribePlacementGroupsResult
>('DescribePlacementGroups', (ctx, input) => {
  const asked = [
    ...(input.GroupNames ?? []).map((name) => findPlacementGroup(ctx, name)),
    ...(input.GroupIds ?? []).map((id) => findPlacementGroupById(ctx, id)),
  ]
  const matches = compileFilters<PlacementGroupRecord>('DescribePlacementGroups', input.Filters, {
    fields: {
      'group-name': ({ name }) => name,
      'group-arn': (group) => placementGroupArn(ctx, group),
      'spread-level': ({ spreadLevel }) => spreadLevel,
      state: () => 'available',
      strategy: ({ strategy }) => strategy,
    },
    tags: ({ tags }) => tags,
  })
  const groups = asked.length > 0 ? [...new Set(asked)] : ctx.db.all(placementGroups)
  return { PlacementGroups: groups.filter(matches).map((group) => toPlacementGroup(ctx, group)) }
})
