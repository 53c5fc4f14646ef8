import type { Context } from '../../../engine/context.ts'
import type { GroupRecord } from '../groups/group.ts'
import type { MemberRecord } from '../instances/member.ts'
import { keepNotice } from '../notifications/notice.ts'
import type { LifecycleHookRecord } from './hook.ts'

/** What a hook sends to its target, as AWS words it; kept, since there is nobody to send it to. */
export function announce(
  ctx: Context,
  group: GroupRecord,
  hook: LifecycleHookRecord,
  member: MemberRecord,
  token: string,
): void {
  if (hook.notificationTarget === undefined) return
  keepNotice(ctx, group, hook.notificationTarget, hook.transition, {
    LifecycleActionToken: token,
    LifecycleHookName: hook.name,
    LifecycleTransition: hook.transition,
    NotificationMetadata: hook.metadata,
    EC2InstanceId: member.id,
    Origin: hook.transition === 'autoscaling:EC2_INSTANCE_LAUNCHING' ? 'EC2' : 'AutoScalingGroup',
    Destination:
      hook.transition === 'autoscaling:EC2_INSTANCE_LAUNCHING' ? 'AutoScalingGroup' : 'EC2',
  })
}
