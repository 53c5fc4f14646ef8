import type {
  DescribeLoadBalancerAttributesInput,
  DescribeLoadBalancerAttributesOutput,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { operation } from '../../../engine/operation.ts'
import { describeAttributes } from '../attributes/attribute.ts'
import { balancerRules } from '../attributes/balancer-attributes.ts'
import { findLoadBalancer } from './find-load-balancer.ts'

/** Tells all attributes of a balancer, those that were never set with AWS's defaults. */
export const DescribeLoadBalancerAttributes = operation<
  DescribeLoadBalancerAttributesInput,
  DescribeLoadBalancerAttributesOutput
>('DescribeLoadBalancerAttributes', (ctx, { LoadBalancerArn }) => {
  const balancer = findLoadBalancer(ctx, LoadBalancerArn)
  return { Attributes: describeAttributes(balancerRules(balancer), balancer.attributes) }
})
