import { findAlarm } from '../../cloudwatch/alarms/alarm.ts'
import { ailments, at, words } from '../activities/sentences.ts'
import { counts, type MemberRecord } from '../instances/member.ts'
import { chooseVictim } from '../reconcile/choose-victim.ts'
import { endMember } from '../reconcile/end-member.ts'
import { change, isSuspended, type Pass } from '../reconcile/pass.ts'
import { endRefresh, failRefresh } from './end-refresh.ts'
import { checkpointGoal, planBatch } from './plan-batch.ts'
import { activeRefresh, refreshes, type RefreshRecord } from './refresh.ts'

const minuteMs = 60_000
/** AWS waits so long for what keeps a refresh from going on. */
const patienceMs = 60 * minuteMs
const defaultCheckpointDelay = 3600

/** Takes a group's refresh as far as it can go by now: chooses who is replaced next, pauses, ends. */
export function advanceRefresh(pass: Pass): void {
  const refresh = activeRefresh(pass.ctx.db, pass.group.id)
  if (!refresh) return
  if (pass.group.deleting) {
    endRefresh(pass, refresh, 'Cancelled', 'The Auto Scaling group is being deleted.')
    return
  }
  const begun = begin(pass, refresh)
  const look = lookAt(pass, begun)
  const now = keep(pass, { ...begun, updated: look.updated })
  if (now.status === 'Cancelling') {
    if (now.abrupt || !look.isBusy) endRefresh(pass, now, 'Cancelled', cancelReason(now))
    return
  }
  if (isSuspended(pass.group, 'InstanceRefresh')) return
  if (!now.rollback && alarmed(pass, now)) return
  if (pausing(pass, now)) return
  if (look.left.length === 0 && !look.isBusy) finish(pass, now)
  else if (!pauseAtCheckpoint(pass, now)) replaceNext(pass, now, look)
}

function keep({ ctx }: Pass, refresh: RefreshRecord): RefreshRecord {
  const before = ctx.db.get(refreshes, refresh.id)
  if (JSON.stringify(before) !== JSON.stringify(refresh)) ctx.db.put(refreshes, refresh)
  return refresh
}

function begin(pass: Pass, refresh: RefreshRecord): RefreshRecord {
  if (refresh.status !== 'Pending') return refresh
  return keep(pass, { ...refresh, status: 'InProgress', startTime: pass.ctx.now })
}

function cancelReason({ abrupt }: RefreshRecord): string {
  return abrupt
    ? 'Cancelled without waiting for ongoing instance launches and terminations due to user request.'
    : 'Cancelled due to user request.'
}

interface Look {
  /** Old members that still are to be chosen. */
  readonly left: readonly MemberRecord[]
  /** Replacements that are under way. */
  readonly underWay: number
  readonly isBusy: boolean
  readonly updated: number
}

function lookAt(pass: Pass, refresh: RefreshRecord): Look {
  const old = new Set(refresh.old)
  const left: MemberRecord[] = []
  let [going, arriving, ignored, capacity] = [0, 0, 0, 0]
  for (const member of pass.members()) {
    if (counts(member)) capacity += member.weight
    if (!old.has(member.id)) {
      if (counts(member) && !isReady(pass, refresh, member)) arriving += 1
    } else if (isGoing(member)) going += 1
    else if (isIgnored(refresh, member)) ignored += 1
    else left.push(member)
  }
  const lacking = Math.max(0, pass.group.desiredCapacity - capacity)
  const underWay = Math.max(going, arriving + lacking)
  const chosen = refresh.old.length - left.length - ignored
  return { left, underWay, isBusy: underWay > 0, updated: Math.max(0, chosen - underWay) }
}

function isGoing({ replace, lifecycleState: state }: MemberRecord): boolean {
  return replace !== undefined || state.startsWith('Terminating') || state === 'Detaching'
}

/** Left out of a refresh, by its preferences. */
export function isIgnored(
  { preferences }: Pick<RefreshRecord, 'preferences'>,
  { lifecycleState, protectedFromScaleIn }: MemberRecord,
): boolean {
  if (lifecycleState === 'Standby' && preferences.StandbyInstances === 'Ignore') return true
  return protectedFromScaleIn && preferences.ScaleInProtectedInstances === 'Ignore'
}

/** In service, healthy and warmed up. */
function isReady(pass: Pass, { preferences }: RefreshRecord, member: MemberRecord): boolean {
  if (member.lifecycleState !== 'InService' || member.healthStatus !== 'Healthy') return false
  const at = (member.inServiceAt ?? member.joinedAt) + preferences.InstanceWarmup * 1000
  if (at <= pass.ctx.now) return true
  pass.wakeAt(at)
  return false
}

/** An alarm that goes off ends it; it is looked at every minute, as alarms are. */
function alarmed(pass: Pass, refresh: RefreshRecord): boolean {
  const names = refresh.preferences.AlarmSpecification?.Alarms ?? []
  if (names.length === 0) return false
  const ringing = names.find((name) => findAlarm(pass.ctx.db, name)?.state.value === 'ALARM')
  if (ringing === undefined) {
    pass.wakeAt(pass.ctx.now + minuteMs)
    return false
  }
  failRefresh(pass, refresh, `The alarm ${ringing} is in the ALARM state.`)
  return true
}

function pausing(pass: Pass, { pauseUntil }: RefreshRecord): boolean {
  if (pauseUntil === undefined || pauseUntil <= pass.ctx.now) return false
  pass.wakeAt(pauseUntil)
  return true
}

function finish(pass: Pass, refresh: RefreshRecord): void {
  const { BakeTime: bake = 0 } = refresh.preferences
  if (bake > 0 && refresh.status === 'InProgress') {
    const pauseUntil = pass.ctx.now + bake * 1000
    pass.wakeAt(pauseUntil)
    keep(pass, { ...refresh, status: 'Baking', statusReason: undefined, pauseUntil })
    return
  }
  endRefresh(pass, refresh, refresh.rollback ? 'RollbackSuccessful' : 'Successful')
}

/** Pauses when a checkpoint is reached; the last, at 100 percent, is its end. */
function pauseAtCheckpoint(pass: Pass, refresh: RefreshRecord): boolean {
  const goal = nextGoal(refresh)
  if (goal === undefined || refresh.updated < goal || refresh.updated === refresh.old.length) {
    return false
  }
  const { CheckpointDelay: delay = defaultCheckpointDelay } = refresh.preferences
  const pauseUntil = pass.ctx.now + delay * 1000
  pass.wakeAt(pauseUntil)
  keep(pass, {
    ...refresh,
    checkpoints: refresh.checkpoints + 1,
    pauseUntil,
    stuckSince: undefined,
  })
  return true
}

function nextGoal({ rollback, preferences, checkpoints, old }: RefreshRecord): number | undefined {
  const percent = rollback ? undefined : preferences.CheckpointPercentages?.[checkpoints]
  return percent === undefined ? undefined : checkpointGoal(old.length, percent)
}

/** Chooses as many as may be replaced at once. Who is chosen counts no more, and goes when the group can do without it. */
function replaceNext(pass: Pass, refresh: RefreshRecord, look: Look): void {
  const { MinHealthyPercentage: minHealthy, MaxHealthyPercentage: maxHealthy } = refresh.preferences
  const { size } = planBatch({ desired: pass.group.desiredCapacity, minHealthy, maxHealthy })
  const chosen = refresh.old.length - look.left.length
  const goal = nextGoal(refresh) ?? refresh.old.length
  let room = Math.min(size - look.underWay, Math.max(goal - chosen, 0))
  let waiting = look.left
  while (room-- > 0) {
    const next = chooseNext(pass, refresh, waiting)
    if (!next) break
    take(pass, next)
    waiting = waiting.filter(({ id }) => id !== next.id)
  }
  if (waiting.length < look.left.length || look.isBusy) {
    keep(pass, { ...refresh, stuckSince: undefined, statusReason: reasonOf(pass, refresh, look) })
  } else beStuck(pass, refresh, look)
}

/** What is in service goes when the group can do without it, what is in standby at once. */
function take(pass: Pass, member: MemberRecord): void {
  if (member.lifecycleState === 'InService') change(pass, member, { replace: ailments.refresh })
  else endMember(pass, member, at(pass.ctx.now, words.unhealthy(ailments.refresh)))
}

/**
 * Whether a member that a refresh has chosen may go: at once, or where others are launched first when the group has its capacity without
 * it, warmed up.
 */
export function mayGoInRefresh(pass: Pass, member: MemberRecord): boolean {
  const refresh = activeRefresh(pass.ctx.db, pass.group.id)
  if (!refresh) return true
  const { desiredCapacity: desired } = pass.group
  const { MinHealthyPercentage: minHealthy, MaxHealthyPercentage: maxHealthy } = refresh.preferences
  if (!planBatch({ desired, minHealthy, maxHealthy }).launchFirst) return true
  const old = new Set(refresh.old)
  const serves = (each: MemberRecord) =>
    each.lifecycleState === 'InService' && (old.has(each.id) || isReady(pass, refresh, each))
  const serving = pass.members().filter(serves)
  return serving.reduce((sum, { weight }) => sum + weight, 0) - member.weight >= desired
}

function chooseNext(
  pass: Pass,
  { preferences }: RefreshRecord,
  left: readonly MemberRecord[],
): MemberRecord | undefined {
  const standby = preferences.StandbyInstances === 'Terminate'
  const isProtected = preferences.ScaleInProtectedInstances === 'Refresh'
  const open = left
    .filter(
      ({ lifecycleState: state }) => state === 'InService' || (standby && state === 'Standby'),
    )
    .map((each) => (isProtected ? { ...each, protectedFromScaleIn: false } : each))
  const victim = chooseVictim(pass, open, left)
  return victim && left.find(({ id }) => id === victim.id)
}

/** https://docs.aws.amazon.com/autoscaling/ec2/userguide/check-status-instance-refresh.html */
function reasonOf(pass: Pass, refresh: RefreshRecord, { left }: Look): string | undefined {
  const waiting = pass.members().find((each) => counts(each) && !isReady(pass, refresh, each))
  if (waiting?.lifecycleState === 'InService') {
    return `Waiting for instances to warm up before continuing. For example: ${waiting.id} is warming up.`
  }
  if (waiting) {
    return `Waiting for remaining instances to be available. For example: ${waiting.id} has insufficient data to evaluate its health with Amazon EC2.`
  }
  const shielded = left.find((each) => each.protectedFromScaleIn)
  if (shielded) {
    return `Waiting for remaining instances to be available. For example: ${shielded.id} is protected. Remove instance scale-in protection to continue.`
  }
  const standby = left.find((each) => each.lifecycleState === 'Standby')
  if (!standby) return undefined
  return `Waiting for remaining instances to be available. For example: ${standby.id} is in Standby. Move the instance out of Standby to continue.`
}

function beStuck(pass: Pass, refresh: RefreshRecord, look: Look): void {
  const { stuckSince = pass.ctx.now } = refresh
  const statusReason = reasonOf(pass, refresh, look)
  if (pass.ctx.now >= stuckSince + patienceMs) {
    failRefresh(pass, refresh, statusReason ?? 'The instance refresh could not go on for one hour.')
    return
  }
  pass.wakeAt(stuckSince + patienceMs)
  keep(pass, { ...refresh, stuckSince, statusReason })
}
