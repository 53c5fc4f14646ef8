import type { ReadRecords } from '../../../engine/collection.ts'
import { groups, type GroupRecord } from '../groups/group.ts'
import { counts, members, type MemberRecord } from '../instances/member.ts'
import { isWarm } from '../warm-pools/warm-pool.ts'
import type { PolicyRecord } from './policy.ts'

/** Seconds; https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-default-instance-warmup.html */
export function warmupOf(group: GroupRecord, policy: PolicyRecord): number {
  const own = policy.type === 'SimpleScaling' ? undefined : policy.warmup
  return own ?? group.defaultInstanceWarmup ?? group.defaultCooldown
}

/** Whether a member was launched by scaling out and has not yet had its time to get ready. Those that the group began with have. */
export function isWarming(
  member: MemberRecord,
  group: Pick<GroupRecord, 'createTime'>,
  nowMs: number,
  warmupSeconds: number,
): boolean {
  if (member.joinedAt <= group.createTime) return false
  if (member.lifecycleState.startsWith('Pending')) return true
  if (member.lifecycleState !== 'InService') return false
  return (member.inServiceAt ?? nowMs) + warmupSeconds * 1000 > nowMs
}

/**
 * The group that an instance's usage is counted for from a time on: none while it is in a warm pool or, where the group says how long
 * that takes, warms up.
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-default-instance-warmup.html
 */
export function measuredGroup(
  db: Pick<ReadRecords, 'get'>,
  instanceId: string,
  fromMs: number,
): string | undefined {
  const member = db.get(members, instanceId)
  if (!member || isWarm(member)) return undefined
  const warmup = db.get(groups, member.group)?.defaultInstanceWarmup
  if (warmup === undefined) return member.group
  return (member.inServiceAt ?? Infinity) + warmup * 1000 <= fromMs ? member.group : undefined
}

/** A group's capacity as dynamic scaling sees it. */
export interface ScalingCapacity {
  readonly desired: number
  /** Of the desired capacity what has had its time to get ready: scaling out begins here. */
  readonly ready: number
  /** With what is on its way out: scaling in begins here. */
  readonly present: number
  readonly isWarming: boolean
}

/**
 * What is warming up does not count when a group scales out, and what is going still counts when it scales in, so that an alarm
 * that goes on does not do twice what it has done already.
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-scaling-simple-step.html#as-step-scaling-warmup
 */
export function scalingCapacity(
  db: Pick<ReadRecords, 'by'>,
  group: GroupRecord,
  nowMs: number,
  warmupSeconds: number,
): ScalingCapacity {
  let warming = 0
  let going = 0
  let ready = 0
  for (const member of db.by(members, 'group', group.id)) {
    if (member.lifecycleState.startsWith('Terminating') && member.replace === undefined) {
      going += member.weight
    }
    if (!counts(member)) continue
    if (isWarming(member, group, nowMs, warmupSeconds)) warming += member.weight
    else ready += member.weight
  }
  const desired = group.desiredCapacity
  return {
    desired,
    // What could not be launched is not there to be measured either.
    ready: Math.min(desired, ready),
    present: desired + going,
    isWarming: warming > 0,
  }
}
