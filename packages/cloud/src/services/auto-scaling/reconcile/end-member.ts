import { goOn, tell } from '../activities/tell.ts'
import type { MemberRecord } from '../instances/member.ts'
import { deregister } from '../traffic/targets.ts'
import { advance } from './advance-member.ts'
import { change, type Pass } from './pass.ts'
import type { ActivityRecord } from '../activities/activity.ts'

/** Begins to terminate a member: out of its load balancers, past its hooks, and gone. Returns the activity. */
export function endMember(pass: Pass, member: MemberRecord, cause: string): ActivityRecord {
  const { ctx, group } = pass
  // What it was in the middle of comes to nothing.
  goOn(ctx, member.activityId, 'Cancelled', 100)
  const activity = tell(ctx, group, {
    instanceId: member.id,
    description: `Terminating EC2 instance: ${member.id}`,
    cause,
    statusCode: 'InProgress',
    progress: 0,
    place: member,
  })
  const ending = change(pass, member, {
    lifecycleState: 'Terminating',
    waiting: undefined,
    activityId: activity.id,
  })
  deregister(ctx, group, member.id)
  advance(pass, ending)
  return activity
}
