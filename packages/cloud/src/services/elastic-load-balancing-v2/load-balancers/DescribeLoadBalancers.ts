import type {
  DescribeLoadBalancersInput,
  DescribeLoadBalancersOutput,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { validationError } from '../errors.ts'
import { pageOf } from '../paging.ts'
import { toLoadBalancer } from './describe-load-balancer.ts'
import { loadBalancers, type LoadBalancerRecord } from './load-balancer.ts'

/** What AWS gives unless asked for another number. */
const usualPage = 50

/** Lists load balancers: all, or those of these ARNs or names. */
export const DescribeLoadBalancers = operation<
  DescribeLoadBalancersInput,
  DescribeLoadBalancersOutput
>('DescribeLoadBalancers', (ctx, input) => {
  const { items, NextMarker } = pageOf(find(ctx, input), input, ({ name }) => name, usualPage)
  return { LoadBalancers: items.map((each) => toLoadBalancer(ctx.db, each)), NextMarker }
})

function find(
  { db }: Context,
  { LoadBalancerArns = [], Names = [] }: DescribeLoadBalancersInput,
): readonly LoadBalancerRecord[] {
  if (LoadBalancerArns.length > 0 && Names.length > 0) {
    throw validationError(
      'Load balancer names and load balancer ARNs cannot be specified at the same time',
    )
  }
  const missing = [
    ...LoadBalancerArns.filter((arn) => !db.get(loadBalancers, arn)),
    ...Names.filter((name) => db.countBy(loadBalancers, 'name', name) === 0),
  ]
  if (missing.length > 0) {
    throw new AwsError(
      'LoadBalancerNotFound',
      Names.length > 0
        ? `Load balancers '[${missing.join(', ')}]' not found`
        : 'One or more load balancers not found',
    )
  }
  if (LoadBalancerArns.length > 0) return db.pick(loadBalancers, LoadBalancerArns)
  if (Names.length === 0) return db.all(loadBalancers)
  return [...new Set(Names)].flatMap((name) => db.by(loadBalancers, 'name', name))
}
