import { Refusal } from '../../refusal.ts'
import { serviceInitiated, shutdownReasons } from '../ec2/instances/state-change.ts'
import { enterState } from '../ec2/instances/transitions.ts'
import { putFault } from './fault.ts'
import { choiceIn, runningInstance, type FaultKind } from './wish.ts'

/** The kernel of an instance panics, or the machine below it breaks and the instance is terminated. */
export const killGuest: FaultKind = {
  members: ['instanceId', 'how'],
  region: 'required',
  lasts: false,
  make(ctx, wish) {
    const instance = runningInstance(ctx, wish)
    const { account, region } = ctx
    const { id: instanceId } = instance
    if (choiceIn(wish, 'how', ['panic', 'hardware'], 'panic') === 'hardware') {
      enterState(ctx, instance, 'shutting-down', {
        stateReason: shutdownReasons.hardwareFailure,
        stateTransitionReason: serviceInitiated(ctx.now),
      })
      return { once: { kind: 'kill-guest', region, instanceId, how: 'hardware' } }
    }
    const guest = ctx.host.findGuest({ account, region, instanceId })
    if (!guest) throw new Refusal('Nothing runs in the instance yet.', 409)
    ctx.afterCommit(() => guest.crash())
    return putFault(ctx, { kind: 'kill-guest', region, instanceId, check: 'instance' }, undefined)
  },
  /** A dead system does not rise by itself: it is booted anew. */
  end(ctx, fault) {
    if (fault.kind !== 'kill-guest') return
    const { account, region } = ctx
    const target = { account, region, instanceId: fault.instanceId }
    ctx.afterCommit(() => ctx.host.rebootGuest(target))
  },
}
