import type { Context } from '../../../engine/context.ts'
import { validationError } from '../errors.ts'
import { findGroup } from '../groups/find-group.ts'
import { members, type HookAction, type MemberRecord } from '../instances/member.ts'
import { hooks, type LifecycleHookRecord } from './hook.ts'

interface ActionInput {
  readonly AutoScalingGroupName: string | undefined
  readonly LifecycleHookName: string | undefined
  readonly LifecycleActionToken?: string | undefined
  readonly InstanceId?: string | undefined
}

/** The action that a call answers, by its token or by its instance; it must still be waiting. */
export function findAction(
  ctx: Context,
  input: ActionInput,
): {
  readonly member: MemberRecord
  readonly action: HookAction
  readonly hook: LifecycleHookRecord
} {
  const group = findGroup(ctx, input.AutoScalingGroupName)
  const hook = ctx.db.get(hooks, `${group.id}/${input.LifecycleHookName}`)
  const { InstanceId: id, LifecycleActionToken: token } = input
  if (id === undefined && token === undefined) {
    throw validationError('Either the instance ID or the lifecycle action token must be specified.')
  }
  for (const member of ctx.db.by(members, 'group', group.id)) {
    if (id !== undefined && member.id !== id) continue
    const action = member.waiting?.find(
      (each) =>
        each.hook === hook?.name &&
        each.result === undefined &&
        (token === undefined || each.token === token),
    )
    if (action && hook) return { member, action, hook }
  }
  throw validationError(
    id === undefined
      ? `No active Lifecycle Action found with token ${token}`
      : `No active Lifecycle Action found with instance ID ${id}`,
  )
}

/** Puts an action back with what is new of it. */
export function changeAction(
  ctx: Context,
  member: MemberRecord,
  action: HookAction,
  changes: Partial<HookAction>,
): void {
  const waiting = member.waiting?.map((each) =>
    each.token === action.token ? { ...each, ...changes } : each,
  )
  ctx.db.put(members, { ...member, waiting })
}
