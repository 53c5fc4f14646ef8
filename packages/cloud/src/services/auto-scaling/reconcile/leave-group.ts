import { goOn } from '../activities/tell.ts'
import { members, type MemberRecord } from '../instances/member.ts'
import { notify } from '../notifications/notify.ts'
import type { Pass } from './pass.ts'

/** The instance is terminated: nothing of the member is left. */
export function leaveGroup(pass: Pass, member: MemberRecord): void {
  goOn(pass.ctx, member.activityId, 'Successful', 100)
  if (member.activityId !== undefined) {
    notify(pass, 'autoscaling:EC2_INSTANCE_TERMINATE', member, member.activityId)
  }
  pass.ctx.db.delete(members, member.id)
}
