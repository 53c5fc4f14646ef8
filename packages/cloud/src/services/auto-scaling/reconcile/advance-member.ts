import { instances } from '../../ec2/instances/instance.ts'
import { terminate } from '../../ec2/instances/terminate.ts'
import { ailments, at, words } from '../activities/sentences.ts'
import { goOn, tell } from '../activities/tell.ts'
import { notify } from '../notifications/notify.ts'
import { members, type MemberRecord } from '../instances/member.ts'
import { beginWait, outcomeOfWait } from '../lifecycle-hooks/wait.ts'
import { isDraining, register } from '../traffic/targets.ts'
import { backOff } from './back-off.ts'
import { leaveGroup } from './leave-group.ts'
import { change, type Pass } from './pass.ts'

/** How long `…:Proceed` is to be seen. */
const proceedMs = 1_000

/** Takes a member as far on its way as it can go by now. */
export function advance(pass: Pass, member: MemberRecord): void {
  switch (member.lifecycleState) {
    case 'Pending':
      return arrive(pass, member)
    case 'Pending:Wait':
      return waitToArrive(pass, member)
    case 'Pending:Proceed':
      return proceed(pass, member, () => enterService(pass, member))
    case 'Terminating':
      return depart(pass, member)
    case 'Terminating:Wait':
      return waitToDepart(pass, member)
    case 'Terminating:Proceed':
      return proceed(pass, member, () => endInstance(pass, member))
    case 'EnteringStandby':
      return enterStandby(pass, member)
    case 'Standby':
      if (isGone(pass, member)) loseStandby(pass, member)
      return
    case 'Detaching':
      return detach(pass, member)
    default:
  }
}

function proceed(pass: Pass, { stateSince }: MemberRecord, then: () => void): void {
  if (pass.ctx.now >= stateSince + proceedMs) then()
  else pass.wakeAt(stateSince + proceedMs)
}

function arrive(pass: Pass, member: MemberRecord): void {
  const instance = pass.ctx.db.get(instances, member.id)
  if (instance?.state === 'pending') return
  if (instance?.state !== 'running') {
    failToArrive(pass, member, instance?.stateReason?.message)
    return
  }
  const waiting = beginWait(pass, member, 'autoscaling:EC2_INSTANCE_LAUNCHING')
  if (!waiting) {
    enterService(pass, member)
    return
  }
  goOn(pass.ctx, member.activityId, 'MidLifecycleAction', 60)
  waitToArrive(pass, waiting)
}

function waitToArrive(pass: Pass, member: MemberRecord): void {
  const instance = pass.ctx.db.get(instances, member.id)
  if (instance?.state !== 'running') {
    failToArrive(pass, member, instance?.stateReason?.message)
    return
  }
  const outcome = outcomeOfWait(pass, member)
  if (!outcome) return
  const { abandoned } = outcome
  if (!abandoned) {
    const on = change(pass, member, { lifecycleState: 'Pending:Proceed', waiting: undefined })
    advance(pass, on)
    return
  }
  const { token, why } = abandoned
  // https://docs.aws.amazon.com/autoscaling/ec2/userguide/ts-as-instancelaunchfailure.html
  const status = `Instance failed to complete user's Lifecycle Action: Lifecycle Action with token ${token} was abandoned: ${why}`
  cancelArrival(pass, member, status)
}

function failToArrive(pass: Pass, member: MemberRecord, reason: string | undefined): void {
  const status = `Instance became unhealthy while waiting for instance to be in InService state. Termination Reason: ${reason ?? 'Client.UserInitiatedShutdown: User initiated shutdown'}`
  // Not at once again what has just come to nothing.
  backOff(pass, [member.availabilityZone])
  cancelArrival(pass, member, status)
}

/** It never comes into service: its launch is told as cancelled, and it ends without another word. */
function cancelArrival(pass: Pass, member: MemberRecord, status: string): void {
  goOn(pass.ctx, member.activityId, 'Cancelled', 100, status)
  notify(pass, 'autoscaling:EC2_INSTANCE_LAUNCH_ERROR', member, member.activityId)
  const ending = change(pass, member, {
    lifecycleState: 'Terminating',
    healthStatus: 'Unhealthy',
    waiting: undefined,
    activityId: undefined,
  })
  endInstance(pass, ending)
}

export function enterService(pass: Pass, member: MemberRecord): void {
  const { ctx, group } = pass
  register(ctx, group, member.id)
  goOn(ctx, member.activityId, 'Successful', 100)
  notify(pass, 'autoscaling:EC2_INSTANCE_LAUNCH', member, member.activityId)
  change(pass, member, {
    lifecycleState: 'InService',
    inServiceAt: ctx.now,
    surplus: undefined,
    waiting: undefined,
    activityId: undefined,
  })
}

/** Drained first, then whoever waits for it by a hook, then the instance itself. */
function depart(pass: Pass, member: MemberRecord): void {
  if (isGone(pass, member)) {
    leaveGroup(pass, member)
    return
  }
  if (!pass.group.deleting && isDraining(pass.ctx, pass.group, member.id)) {
    goOn(pass.ctx, member.activityId, 'WaitingForELBConnectionDraining', 50)
    return
  }
  const instance = pass.ctx.db.get(instances, member.id)
  if (instance?.state === 'shutting-down') return
  const waiting = pass.group.deleting
    ? undefined
    : beginWait(pass, member, 'autoscaling:EC2_INSTANCE_TERMINATING')
  if (!waiting) {
    endInstance(pass, member)
    return
  }
  goOn(pass.ctx, member.activityId, 'MidLifecycleAction', 60)
  waitToDepart(pass, waiting)
}

function waitToDepart(pass: Pass, member: MemberRecord): void {
  if (!pass.group.deleting && !outcomeOfWait(pass, member)) return
  advance(pass, change(pass, member, { lifecycleState: 'Terminating:Proceed', waiting: undefined }))
}

/** Whatever protects the instance itself: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_ChangingDisableAPITermination.html */
function endInstance(pass: Pass, member: MemberRecord): void {
  const { ctx } = pass
  const instance = ctx.db.get(instances, member.id)
  const alive = instance && instance.state !== 'shutting-down' && instance.state !== 'terminated'
  if (alive) terminate(ctx, { ...instance, disableApiTermination: false })
  if (isGone(pass, member)) leaveGroup(pass, member)
  else goOn(ctx, member.activityId, 'InProgress', 60)
}

/** Nobody looks after it; that it is no longer there is told all the same. */
function loseStandby(pass: Pass, member: MemberRecord): void {
  const { id: activityId } = tell(pass.ctx, pass.group, {
    instanceId: member.id,
    description: `Terminating EC2 instance: ${member.id}`,
    cause: at(pass.ctx.now, words.unhealthy(ailments.ec2)),
    statusCode: 'InProgress',
    progress: 0,
    place: member,
  })
  leaveGroup(pass, { ...member, activityId })
}

function enterStandby(pass: Pass, member: MemberRecord): void {
  if (isDraining(pass.ctx, pass.group, member.id)) return
  goOn(pass.ctx, member.activityId, 'Successful', 100)
  change(pass, member, { lifecycleState: 'Standby', activityId: undefined })
}

function detach(pass: Pass, member: MemberRecord): void {
  if (isDraining(pass.ctx, pass.group, member.id)) return
  goOn(pass.ctx, member.activityId, 'Successful', 100)
  pass.ctx.db.delete(members, member.id)
}

export function isGone({ ctx }: Pass, { id }: MemberRecord): boolean {
  const instance = ctx.db.get(instances, id)
  return !instance || instance.state === 'terminated'
}
