import type {
  DescribeLifecycleHooksAnswer,
  DescribeLifecycleHooksType,
} from '@aws-sdk/client-auto-scaling'
import { operation } from '../../../engine/operation.ts'
import { findGroup } from '../groups/find-group.ts'
import { globalTimeout, hooks } from './hook.ts'

/** The hooks of a group, all or these. */
export const DescribeLifecycleHooks = operation<
  DescribeLifecycleHooksType,
  DescribeLifecycleHooksAnswer
>('DescribeLifecycleHooks', (ctx, input) => {
  const group = findGroup(ctx, input.AutoScalingGroupName)
  const { LifecycleHookNames: names = [] } = input
  return {
    LifecycleHooks: ctx.db
      .by(hooks, 'group', group.id)
      .filter(({ name }) => names.length === 0 || names.includes(name))
      .map((hook) => ({
        LifecycleHookName: hook.name,
        AutoScalingGroupName: hook.group,
        LifecycleTransition: hook.transition,
        NotificationTargetARN: hook.notificationTarget,
        RoleARN: hook.role,
        NotificationMetadata: hook.metadata,
        HeartbeatTimeout: hook.heartbeatTimeout,
        GlobalTimeout: globalTimeout(hook),
        DefaultResult: hook.defaultResult,
      })),
  }
})
