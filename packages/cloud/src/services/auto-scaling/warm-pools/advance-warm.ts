import { instances } from '../../ec2/instances/instance.ts'
import { stop } from '../../ec2/instances/stop.ts'
import { terminate } from '../../ec2/instances/terminate.ts'
import { AwsError } from '../../../errors.ts'
import { goOn } from '../activities/tell.ts'
import type { MemberRecord } from '../instances/member.ts'
import { beginWait, outcomeOfWait } from '../lifecycle-hooks/wait.ts'
import { leaveGroup } from '../reconcile/leave-group.ts'
import { change, type Pass } from '../reconcile/pass.ts'
import { warmPools } from './warm-pool.ts'

/** Takes a member of a pool as far on its way as it can go by now. */
export function advanceWarm(pass: Pass, member: MemberRecord): void {
  const instance = pass.ctx.db.get(instances, member.id)
  if (!instance || instance.state === 'terminated') {
    leaveGroup(pass, member)
    return
  }
  switch (member.lifecycleState) {
    case 'Warmed:Pending': {
      if (instance.state !== 'running') return
      const waiting = beginWait(pass, member, 'autoscaling:EC2_INSTANCE_LAUNCHING')
      if (!waiting) return prepare(pass, member)
      goOn(pass.ctx, member.activityId, 'MidLifecycleAction', 60)
      return advanceWarm(pass, waiting)
    }
    case 'Warmed:Pending:Wait': {
      const outcome = outcomeOfWait(pass, member)
      if (!outcome) return
      if (!outcome.abandoned) return prepare(pass, change(pass, member, { waiting: undefined }))
      goOn(pass.ctx, member.activityId, 'Cancelled', 100)
      return leave(pass, change(pass, member, { waiting: undefined, activityId: undefined }))
    }
    case 'Warmed:Pending:Proceed':
      if (instance.state === 'stopped') settle(pass, member)
      return
    case 'Warmed:Terminating': {
      if (instance.state === 'shutting-down') return
      const waiting = beginWait(pass, member, 'autoscaling:EC2_INSTANCE_TERMINATING')
      return waiting ? advanceWarm(pass, waiting) : leave(pass, member)
    }
    case 'Warmed:Terminating:Wait':
      if (outcomeOfWait(pass, member)) leave(pass, change(pass, member, { waiting: undefined }))
      return
    default:
  }
}

/** Puts it into the state in which the pool keeps its instances. */
function prepare(pass: Pass, member: MemberRecord): void {
  const { ctx } = pass
  const state = ctx.db.get(warmPools, member.group)?.state ?? 'Stopped'
  const instance = ctx.db.get(instances, member.id)
  if (state === 'Running' || !instance) {
    settle(pass, member)
    return
  }
  const on = change(pass, member, { lifecycleState: 'Warmed:Pending:Proceed' })
  try {
    stop(ctx, { ...instance, disableApiStop: false }, { hibernate: state === 'Hibernated' })
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    goOn(ctx, on.activityId, 'Failed', 100, error.message)
    leave(pass, change(pass, on, { activityId: undefined }))
  }
}

function settle(pass: Pass, member: MemberRecord): void {
  const state = pass.ctx.db.get(warmPools, member.group)?.state ?? 'Stopped'
  goOn(pass.ctx, member.activityId, 'Successful', 100)
  change(pass, member, { lifecycleState: `Warmed:${state}`, activityId: undefined })
}

function leave(pass: Pass, member: MemberRecord): void {
  const ending = change(pass, member, { lifecycleState: 'Warmed:Terminating:Proceed' })
  const instance = pass.ctx.db.get(instances, member.id)
  if (instance && instance.state !== 'shutting-down') {
    terminate(pass.ctx, { ...instance, disableApiTermination: false })
  }
  const after = pass.ctx.db.get(instances, member.id)
  if (!after || after.state === 'terminated') leaveGroup(pass, ending)
}
