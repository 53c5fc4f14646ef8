import type {
  ModifyLoadBalancerAttributesInput,
  ModifyLoadBalancerAttributesOutput,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { operation } from '../../../engine/operation.ts'
import { changeAttributes, describeAttributes } from '../attributes/attribute.ts'
import { balancerRules } from '../attributes/balancer-attributes.ts'
import { invalidConfiguration, unsupported } from '../errors.ts'
import { findLoadBalancer } from './find-load-balancer.ts'
import { loadBalancers, type LoadBalancerRecord } from './load-balancer.ts'

/**
 * Sets attributes of a balancer; the others stay.
 * @limits Logs need a bucket; cross-zone balancing of an application load balancer stays on.
 * @differs Zonal shifts and more addresses for a node are refused. There are no buckets: what is logged stands in the console.
 */
export const ModifyLoadBalancerAttributes = operation<
  ModifyLoadBalancerAttributesInput,
  ModifyLoadBalancerAttributesOutput
>('ModifyLoadBalancerAttributes', (ctx, { LoadBalancerArn, Attributes = [] }) => {
  const balancer = findLoadBalancer(ctx, LoadBalancerArn)
  const rules = balancerRules(balancer)
  const { set: attributes } = changeAttributes(
    rules,
    balancer.attributes,
    Attributes,
    `load balancers with type '${balancer.type}'`,
  )
  checkTogether({ ...balancer, attributes })
  ctx.db.put(loadBalancers, { ...balancer, attributes })
  return { Attributes: describeAttributes(rules, attributes) }
})

function checkTogether({ type, attributes }: LoadBalancerRecord): void {
  for (const kind of ['access_logs', 'connection_logs', 'health_check_logs']) {
    if (attributes[`${kind}.s3.enabled`] === 'true' && !attributes[`${kind}.s3.bucket`]) {
      throw invalidConfiguration(`The value of '${kind}.s3.bucket' cannot be empty`)
    }
  }
  if (type === 'application' && attributes['load_balancing.cross_zone.enabled'] === 'false') {
    throw invalidConfiguration(
      "Cross-zone load balancing cannot be disabled for load balancers with type 'application'",
    )
  }
  if (attributes['zonal_shift.config.enabled'] === 'true') throw unsupported('Zonal shifts are')
  if (Number(attributes['secondary_ips.auto_assigned.per_subnet'] ?? 0) > 0) {
    throw unsupported('Secondary addresses of load balancer nodes are')
  }
}
