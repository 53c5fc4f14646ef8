import type { DeleteLoadBalancerInput } from '@aws-sdk/client-elastic-load-balancing-v2'
import { operation } from '../../../engine/operation.ts'
import { balancerAttribute } from '../attributes/balancer-attributes.ts'
import { operationNotPermitted } from '../errors.ts'
import { listeners } from '../listeners/listener.ts'
import { removeListener } from '../listeners/remove-listener.ts'
import { loadBalancers } from './load-balancer.ts'
import { removeNode } from './nodes.ts'
import { balancerTimer } from './settle-load-balancer.ts'

/**
 * Deletes a balancer with its listeners and interfaces; its target groups stay. Succeeds for one that is not there.
 * @limits Not while its deletion protection is on.
 */
export const DeleteLoadBalancer = operation<DeleteLoadBalancerInput, object>(
  'DeleteLoadBalancer',
  (ctx, { LoadBalancerArn: arn = '' }) => {
    const balancer = ctx.db.get(loadBalancers, arn)
    if (!balancer) return {}
    if (balancerAttribute(balancer, 'deletion_protection.enabled') === 'true') {
      throw operationNotPermitted(
        `Load balancer '${arn}' cannot be deleted because deletion protection is enabled`,
      )
    }
    for (const listener of ctx.db.by(listeners, 'balancer', arn)) removeListener(ctx, listener)
    for (const node of balancer.nodes) removeNode(ctx, node)
    ctx.timers.cancel(balancerTimer, arn)
    ctx.db.delete(loadBalancers, arn)
    return {}
  },
)
