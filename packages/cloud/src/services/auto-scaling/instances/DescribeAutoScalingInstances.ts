import type {
  AutoScalingInstancesType,
  DescribeAutoScalingInstancesType,
} from '@aws-sdk/client-auto-scaling'
import { operation } from '../../../engine/operation.ts'
import { pageOf } from '../paging.ts'
import { describeMemberDetails } from './describe-member.ts'
import { members } from './member.ts'

/** The instances of all groups of a Region, or these. */
export const DescribeAutoScalingInstances = operation<
  DescribeAutoScalingInstancesType,
  AutoScalingInstancesType
>('DescribeAutoScalingInstances', (ctx, input) => {
  const { InstanceIds: ids = [] } = input
  const found = ids.length > 0 ? ctx.db.pick(members, ids) : ctx.db.all(members)
  const { items, NextToken } = pageOf(found, input, ({ id }) => id)
  return { AutoScalingInstances: items.map(describeMemberDetails), NextToken }
})
