import type { MemberRecord } from '../instances/member.ts'
import { change, type Pass } from '../reconcile/pass.ts'
import { isWarm } from '../warm-pools/warm-pool.ts'
import { globalTimeout, hooks, type HookTransition, type LifecycleHookRecord } from './hook.ts'
import { announce } from './announce.ts'

/** Begins the actions of all hooks of a transition; undefined where there are none. */
export function beginWait(
  pass: Pass,
  member: MemberRecord,
  transition: HookTransition,
): MemberRecord | undefined {
  const { ctx, group } = pass
  const waited = ctx.db
    .by(hooks, 'group', group.id)
    .filter((hook) => hook.transition === transition)
  if (waited.length === 0) return undefined
  const waiting = waited.map((hook) => {
    const action = {
      hook: hook.name,
      token: ctx.chance.uuid(),
      until: ctx.now + hook.heartbeatTimeout * 1000,
      atMost: ctx.now + globalTimeout(hook) * 1000,
    }
    announce(ctx, group, hook, member, action.token)
    return action
  })
  return change(pass, member, {
    lifecycleState: waitingIn(member, transition),
    waiting,
  })
}

function waitingIn(member: MemberRecord, transition: HookTransition) {
  const launching = transition === 'autoscaling:EC2_INSTANCE_LAUNCHING'
  if (isWarm(member)) return launching ? 'Warmed:Pending:Wait' : 'Warmed:Terminating:Wait'
  return launching ? 'Pending:Wait' : 'Terminating:Wait'
}

/** What became of a member's actions; undefined while one of them still waits. */
export function outcomeOfWait(
  pass: Pass,
  member: MemberRecord,
): { readonly abandoned?: { readonly token: string; readonly why: string } } | undefined {
  const { ctx, group } = pass
  let waits = false
  for (const { hook: name, token, until, result } of member.waiting ?? []) {
    const hook: LifecycleHookRecord | undefined = ctx.db.get(hooks, `${group.id}/${name}`)
    const over = until <= ctx.now
    // An action whose hook was deleted goes on as its default result says: it is the caller's last word.
    const taken = result ?? (over ? (hook?.defaultResult ?? 'ABANDON') : undefined)
    if (taken === 'ABANDON') {
      const why = result ? 'Lifecycle Action Completed with ABANDON Result' : 'Heartbeat Timeout'
      return { abandoned: { token, why } }
    }
    if (taken === undefined) {
      waits = true
      pass.wakeAt(until)
    }
  }
  return waits ? undefined : {}
}
