import type {
  DescribeListenersInput,
  DescribeListenersOutput,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { validationError } from '../errors.ts'
import { findLoadBalancer } from '../load-balancers/find-load-balancer.ts'
import { pageOf } from '../paging.ts'
import { toListener } from './describe-listener.ts'
import { findListener } from './find-listener.ts'
import { listeners, type ListenerRecord } from './listener.ts'

/** Lists listeners: those of a balancer, or those of these ARNs. */
export const DescribeListeners = operation<DescribeListenersInput, DescribeListenersOutput>(
  'DescribeListeners',
  (ctx, input) => {
    const { items, NextMarker } = pageOf(find(ctx, input), input, ({ id }) => id)
    return { Listeners: items.map(toListener), NextMarker }
  },
)

function find(
  ctx: Context,
  { LoadBalancerArn, ListenerArns = [] }: DescribeListenersInput,
): readonly ListenerRecord[] {
  if (LoadBalancerArn === undefined && ListenerArns.length === 0) {
    throw validationError('You must specify either listener ARNs or a load balancer ARN')
  }
  if (LoadBalancerArn === undefined) {
    return [...new Set(ListenerArns)].map((arn) => findListener(ctx, arn))
  }
  if (ListenerArns.length > 0) {
    throw validationError(
      'Listener ARNs and a load balancer ARN cannot be specified at the same time',
    )
  }
  return ctx.db.by(listeners, 'balancer', findLoadBalancer(ctx, LoadBalancerArn).id)
}
