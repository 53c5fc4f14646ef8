import { Refusal } from '../../refusal.ts'
import { followGroupMember } from '../auto-scaling/instances/follow-member.ts'
import { instances } from '../ec2/instances/instance.ts'
import { putFault } from './fault.ts'
import { choiceIn, runningInstance, type FaultKind } from './wish.ts'

/** A status check of an instance fails, and nothing reaches it: until a reboot, or, of the system below it, a stop or recovery. */
export const impairInstance: FaultKind = {
  members: ['instanceId', 'check'],
  region: 'required',
  lasts: true,
  make(ctx, wish, durationMs) {
    const instance = runningInstance(ctx, wish)
    const check = choiceIn(wish, 'check', ['instance', 'system'], 'instance')
    const member = check === 'system' ? 'systemImpairedSince' : 'impairedSince'
    if (instance[member] !== undefined) throw new Refusal('That check of it fails already.', 409)
    ctx.db.put(instances, { ...instance, [member]: ctx.now })
    followGroupMember(ctx, instance)
    const { region } = ctx
    return putFault(
      ctx,
      { kind: 'impair-instance', region, instanceId: instance.id, check },
      durationMs,
    )
  },
  end(ctx, fault) {
    if (fault.kind !== 'impair-instance') return
    const instance = ctx.db.get(instances, fault.instanceId)
    if (!instance) return
    const member = fault.check === 'system' ? 'systemImpairedSince' : 'impairedSince'
    ctx.db.put(instances, { ...instance, [member]: undefined })
  },
}
