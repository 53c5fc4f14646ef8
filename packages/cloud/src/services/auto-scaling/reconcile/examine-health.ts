import type { Context } from '../../../engine/context.ts'
import { impairmentsOf } from '../../ec2/instances/impairments.ts'
import { instances, type InstanceRecord } from '../../ec2/instances/instance.ts'
import { ailments } from '../activities/sentences.ts'
import type { MemberRecord } from '../instances/member.ts'
import { isUnhealthyTarget } from '../traffic/targets.ts'
import { change, isSuspended, type Pass } from './pass.ts'

/** So long a failed status check must last: a moment's impairment is none. */
const impairedMs = 120_000

/**
 * Finds out who is unhealthy. An instance that no longer runs is at once, whatever the grace period; all other checks wait
 * for its end. https://docs.aws.amazon.com/autoscaling/ec2/userguide/health-check-grace-period.html
 */
export function examineHealth(pass: Pass): void {
  if (isSuspended(pass.group, 'HealthCheck')) return
  for (const member of pass.members()) {
    if (member.lifecycleState !== 'InService' || member.healthStatus === 'Unhealthy') continue
    const unhealthyBecause = ailmentOf(pass, member)
    if (unhealthyBecause !== undefined) {
      change(pass, member, { healthStatus: 'Unhealthy', unhealthyBecause })
    }
  }
}

function ailmentOf(pass: Pass, member: MemberRecord): string | undefined {
  const { ctx, group } = pass
  const instance = ctx.db.get(instances, member.id)
  if (instance?.state !== 'running') return ailments.ec2
  const { healthCheckTypes } = group
  const elb = healthCheckTypes.includes('ELB') && isUnhealthyTarget(ctx, group, member.id)
  const impaired = impairedAt(ctx, instance)
  if (!elb && impaired === undefined) return undefined
  const graceEnds = graceEndOf(pass, member)
  if (ctx.now < graceEnds) {
    pass.wakeAt(graceEnds)
    return undefined
  }
  if (elb) return ailments.elb
  if (impaired !== undefined && impaired > ctx.now) pass.wakeAt(impaired)
  return impaired !== undefined && impaired <= ctx.now ? ailments.statusCheck : undefined
}

function impairedAt({ db }: Pick<Context, 'db'>, instance: InstanceRecord): number | undefined {
  const since = impairmentsOf(db, instance).instance
  return since === undefined ? undefined : since + impairedMs
}

export function graceEndOf(
  { group }: Pick<Pass, 'group'>,
  { inServiceAt, joinedAt }: MemberRecord,
): number {
  return (inServiceAt ?? joinedAt) + group.healthCheckGracePeriod * 1000
}
