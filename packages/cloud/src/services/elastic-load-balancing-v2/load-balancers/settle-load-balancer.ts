import type { TimerHandler } from '../../../engine/timers.ts'
import { settleTargetsOf } from '../targets/settle-targets.ts'
import { loadBalancers } from './load-balancer.ts'

/** A new balancer is ready. */
export const balancerTimer = 'elbv2/load-balancer'

export const onBalancerTimer: TimerHandler = (ctx, { id }) => {
  const balancer = ctx.db.get(loadBalancers, id)
  if (balancer?.state !== 'provisioning') return
  ctx.db.put(loadBalancers, { ...balancer, state: 'active' })
  settleTargetsOf(ctx, id)
}
