import type {
  DescribeTargetGroupsInput,
  DescribeTargetGroupsOutput,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { validationError } from '../errors.ts'
import { findLoadBalancer } from '../load-balancers/find-load-balancer.ts'
import { pageOf } from '../paging.ts'
import { toTargetGroup } from './describe-target-group.ts'
import { findTargetGroup, targetGroupNotFound } from './find-target-group.ts'
import { groupsBehind, targetGroups, type TargetGroupRecord } from './target-group.ts'

/** Lists target groups: all, those of a balancer, or those of these ARNs or names. */
export const DescribeTargetGroups = operation<
  DescribeTargetGroupsInput,
  DescribeTargetGroupsOutput
>('DescribeTargetGroups', (ctx, input) => {
  const { items, NextMarker } = pageOf(find(ctx, input), input, ({ id }) => id)
  return { TargetGroups: items.map((each) => toTargetGroup(ctx.db, each)), NextMarker }
})

function find(
  ctx: Context,
  { LoadBalancerArn, TargetGroupArns = [], Names = [] }: DescribeTargetGroupsInput,
): readonly TargetGroupRecord[] {
  const ways = [LoadBalancerArn !== undefined, TargetGroupArns.length > 0, Names.length > 0]
  if (ways.filter(Boolean).length > 1) {
    throw validationError(
      'Only one of a load balancer ARN, target group ARNs and target group names can be specified',
    )
  }
  const { db } = ctx
  if (LoadBalancerArn !== undefined) {
    const { id } = findLoadBalancer(ctx, LoadBalancerArn)
    return db.pick(targetGroups, groupsBehind(db, id))
  }
  if (Names.length > 0) {
    return [...new Set(Names)].map((name) => {
      const [found] = db.by(targetGroups, 'name', name)
      if (!found) throw targetGroupNotFound()
      return found
    })
  }
  if (TargetGroupArns.length === 0) return db.all(targetGroups)
  return [...new Set(TargetGroupArns)].map((arn) => findTargetGroup(ctx, arn))
}
