import { AwsError } from '../../../errors.ts'
import { instances } from '../../ec2/instances/instance.ts'
import { startAgain } from '../../ec2/instances/transitions.ts'
import { tell } from '../activities/tell.ts'
import type { MemberRecord } from '../instances/member.ts'
import type { Spread } from '../launch/places.ts'
import { change, type Pass } from '../reconcile/pass.ts'
import { deregister } from '../traffic/targets.ts'
import { advanceWarm } from './advance-warm.ts'
import { isPrepared, warmPools } from './warm-pool.ts'

/** Takes an instance from the pool into the group, from where the group has the fewest; undefined where none is prepared. */
export function takeFromPool(pass: Pass, spread: Spread, cause: string): MemberRecord | undefined {
  const { ctx, group } = pass
  if (!ctx.db.get(warmPools, group.id)) return undefined
  const [first] = pass
    .members()
    .filter(isPrepared)
    .toSorted((a, b) => spread.countOf(a.availabilityZone) - spread.countOf(b.availabilityZone))
  if (!first || !start(pass, first)) return undefined
  const activity = tell(ctx, group, {
    instanceId: first.id,
    description: `Launching a new EC2 instance from warm pool: ${first.id}`,
    cause,
    statusCode: 'PreInService',
    progress: 30,
    place: first,
  })
  spread.add(first)
  return change(pass, first, {
    lifecycleState: 'Pending',
    joinedAt: ctx.now,
    activityId: activity.id,
  })
}

function start({ ctx }: Pass, { id }: MemberRecord): boolean {
  const instance = ctx.db.get(instances, id)
  if (!instance) return false
  try {
    if (instance.state === 'stopped') startAgain(ctx, instance)
    return true
  } catch (error) {
    if (error instanceof AwsError) return false
    throw error
  }
}

/** Puts a member that the group can do without back into the pool, where the pool takes it. */
export function putIntoPool(pass: Pass, member: MemberRecord, cause: string): boolean {
  const { ctx, group } = pass
  const pool = ctx.db.get(warmPools, group.id)
  if (!pool?.reuseOnScaleIn || pool.deleting || group.deleting) return false
  if (member.lifecycleState !== 'InService') return false
  const activity = tell(ctx, group, {
    instanceId: member.id,
    description: `Putting EC2 instance back into warm pool: ${member.id}`,
    cause,
    statusCode: 'InProgress',
    progress: 30,
    place: member,
  })
  deregister(ctx, group, member.id)
  const back = change(pass, member, {
    lifecycleState: 'Warmed:Pending',
    inServiceAt: undefined,
    activityId: activity.id,
  })
  advanceWarm(pass, back)
  return true
}
