import { instances } from '../../ec2/instances/instance.ts'
import { ailments, at, words } from '../activities/sentences.ts'
import { mayGoInRefresh } from '../instance-refresh/advance-refresh.ts'
import { counts, type MemberRecord } from '../instances/member.ts'
import { endMember } from './end-member.ts'
import { change, changeGroup, isSuspended, type Pass } from './pass.ts'

/** Marks those that another is to take the place of: from then on they count no more. */
export function markReplaced(pass: Pass): void {
  const { ctx, group } = pass
  if (isSuspended(group, 'Terminate')) return
  let room = Math.max(1, Math.floor(group.desiredCapacity / 10)) - aged(pass.members()).length
  for (const member of pass.members()) {
    if (member.lifecycleState !== 'InService' || member.replace !== undefined) continue
    let replace: string | undefined
    if (member.healthStatus === 'Unhealthy') {
      if (!isSuspended(group, 'ReplaceUnhealthy')) replace = member.unhealthyBecause
    } else if (group.capacityRebalance && isAtRisk(pass, member)) {
      replace = ailments.rebalance
    } else if (group.maxInstanceLifetime !== undefined) {
      const end = (member.inServiceAt ?? member.joinedAt) + group.maxInstanceLifetime * 1000
      if (end > ctx.now) pass.wakeAt(end)
      // A tenth of the group at a time.
      else if (room-- > 0) replace = ailments.lifetime
    }
    if (replace === undefined) continue
    change(pass, member, { replace })
    changeGroup(pass, { toReplace: (pass.group.toReplace ?? 0) + 1 })
  }
}

/** AWS recommends to rebalance when a Spot Instance is about to be taken back. */
function isAtRisk({ ctx }: Pass, { id, isSpot }: MemberRecord): boolean {
  return isSpot && ctx.db.get(instances, id)?.interruption !== undefined
}

function aged(all: readonly MemberRecord[]): readonly MemberRecord[] {
  return all.filter(({ replace }) => replace === ailments.lifetime)
}

/**
 * Ends those that are replaced, as soon as the group can do without them. Without a maintenance policy what is unhealthy
 * or too old goes first and is replaced then, and a Spot Instance at risk goes when its successor serves.
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-instance-maintenance-policy.html
 */
export function endReplaced(pass: Pass): void {
  const { ctx, group } = pass
  if (isSuspended(group, 'Terminate')) return
  const all = pass.members()
  const waiting = all.filter(
    ({ replace, lifecycleState }) => replace !== undefined && lifecycleState === 'InService',
  )
  if (waiting.length === 0) return
  const serving = all.filter((each) => counts(each) && each.lifecycleState === 'InService')
  const inService = serving.reduce((sum, { weight }) => sum + weight, 0)
  for (const member of waiting) {
    if (!mayGo(pass, member, inService)) continue
    const because = member.replace ?? ailments.ec2
    endMember(pass, member, at(ctx.now, words.unhealthy(because)))
  }
}

function mayGo(pass: Pass, member: MemberRecord, inService: number): boolean {
  const { ctx, group } = pass
  // Nothing is kept up by what does not run.
  if (ctx.db.get(instances, member.id)?.state !== 'running') return true
  if (member.replace === ailments.refresh) return mayGoInRefresh(pass, member)
  const { MinHealthyPercentage: min = -1, MaxHealthyPercentage: max = -1 } =
    group.maintenancePolicy ?? {}
  const least = min < 0 ? 0 : Math.ceil((group.desiredCapacity * min) / 100)
  const launchFirst = max > 100 || member.replace === ailments.rebalance
  if (launchFirst) return inService >= group.desiredCapacity
  return inService >= least || inService + member.weight > group.desiredCapacity
}
