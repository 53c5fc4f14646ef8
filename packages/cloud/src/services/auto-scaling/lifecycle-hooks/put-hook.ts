import type { LifecycleHookSpecification } from '@aws-sdk/client-auto-scaling'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { validationError } from '../errors.ts'
import type { GroupRecord } from '../groups/group.ts'
import { hooks, transitions, type HookTransition, type LifecycleHookRecord } from './hook.ts'
import { keepNotice } from '../notifications/notice.ts'

const maxPerGroup = 50

/** Makes a hook, or changes those of its settings that are named; what a call sets to nothing is taken away. */
export function putHook(
  ctx: Context,
  group: Pick<GroupRecord, 'id' | 'arn'>,
  input: Partial<LifecycleHookSpecification>,
): void {
  const name = input.LifecycleHookName ?? ''
  const id = `${group.id}/${name}`
  const before = ctx.db.get(hooks, id)
  if (!before && ctx.db.countBy(hooks, 'group', group.id) >= maxPerGroup) {
    throw new AwsError(
      'LimitExceeded',
      `You have reached the limit of ${maxPerGroup} lifecycle hooks for the Auto Scaling group ${group.id}.`,
    )
  }
  const transition = readTransition(input.LifecycleTransition ?? before?.transition)
  const { HeartbeatTimeout: timeout, DefaultResult: result } = input
  if (timeout !== undefined && (timeout < 30 || timeout > 7200)) {
    throw validationError('HeartbeatTimeout must be between 30 and 7200 seconds.')
  }
  if (result !== undefined && result !== 'CONTINUE' && result !== 'ABANDON') {
    throw validationError(`Invalid DefaultResult: ${result}. It must be CONTINUE or ABANDON.`)
  }
  const hook: LifecycleHookRecord = {
    id,
    group: group.id,
    name,
    transition,
    heartbeatTimeout: timeout ?? before?.heartbeatTimeout ?? 3600,
    defaultResult: result ?? before?.defaultResult ?? 'ABANDON',
    notificationTarget: given(input.NotificationTargetARN, before?.notificationTarget),
    role: given(input.RoleARN, before?.role),
    metadata: given(input.NotificationMetadata, before?.metadata),
  }
  ctx.db.put(hooks, hook)
  if (
    hook.notificationTarget !== undefined &&
    hook.notificationTarget !== before?.notificationTarget
  ) {
    keepNotice(ctx, group, hook.notificationTarget, 'autoscaling:TEST_NOTIFICATION', {})
  }
}

function given(now: string | undefined, before: string | undefined): string | undefined {
  return now === undefined ? before : now || undefined
}

function readTransition(name: string | undefined): HookTransition {
  const found = transitions.find((each) => each === name)
  if (found) return found
  if (name === undefined) {
    throw validationError('You must specify a lifecycle transition for a new lifecycle hook.')
  }
  throw validationError(
    `Invalid LifecycleTransition: ${name}. Valid transitions are ${transitions.join(' and ')}.`,
  )
}
