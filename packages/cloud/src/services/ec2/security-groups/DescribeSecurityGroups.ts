import type {
  DescribeSecurityGroupsRequest,
  DescribeSecurityGroupsResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { describeRecords } from '../describe.ts'
import { securityGroupFilters, toSecurityGroup } from './describe-group.ts'
import { findGroupByName } from './find-group.ts'
import { securityGroups } from './security-group.ts'

/** Lists groups with their rules. */
export const DescribeSecurityGroups = operation<
  DescribeSecurityGroupsRequest,
  DescribeSecurityGroupsResult
>('DescribeSecurityGroups', (ctx, input) => {
  const named = (input.GroupNames ?? []).map((name) => findGroupByName(ctx, name).id)
  const { items, nextToken } = describeRecords(
    ctx,
    'DescribeSecurityGroups',
    securityGroups,
    input,
    {
      kind: 'security-group',
      ids: [...(input.GroupIds ?? []), ...named],
      filters: securityGroupFilters(ctx),
    },
  )
  return {
    SecurityGroups: items.map((group) => toSecurityGroup(ctx, group)),
    NextToken: nextToken,
  }
})
