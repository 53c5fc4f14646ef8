import type { DescribeWarmPoolAnswer, DescribeWarmPoolType } from '@aws-sdk/client-auto-scaling'
import { operation } from '../../../engine/operation.ts'
import { findGroup } from '../groups/find-group.ts'
import { describeMember } from '../instances/describe-member.ts'
import { members } from '../instances/member.ts'
import { pageOf } from '../paging.ts'
import { describePool } from './describe-pool.ts'
import { isWarm } from './warm-pool.ts'

/** Tells of a group's warm pool and the instances in it. */
export const DescribeWarmPool = operation<DescribeWarmPoolType, DescribeWarmPoolAnswer>(
  'DescribeWarmPool',
  (ctx, input) => {
    const { id } = findGroup(ctx, input.AutoScalingGroupName)
    const warm = ctx.db.by(members, 'group', id).filter(isWarm)
    const page = pageOf(warm, input, (member) => member.id)
    return {
      WarmPoolConfiguration: describePool(ctx.db, id),
      Instances: page.items.map(describeMember),
      NextToken: page.NextToken,
    }
  },
)
