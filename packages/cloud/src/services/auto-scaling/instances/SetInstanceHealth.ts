import type { SetInstanceHealthQuery } from '@aws-sdk/client-auto-scaling'
import { operation } from '../../../engine/operation.ts'
import { ailments } from '../activities/sentences.ts'
import { validationError } from '../errors.ts'
import { findGroup, findMember } from '../groups/find-group.ts'
import { graceEndOf } from '../reconcile/examine-health.ts'
import { reconcile } from '../reconcile/reconcile.ts'
import { members } from './member.ts'

/** Says of an instance that it is healthy or not; one that is not is replaced. */
export const SetInstanceHealth = operation<SetInstanceHealthQuery, object>(
  'SetInstanceHealth',
  (ctx, input) => {
    const member = findMember(ctx, input.InstanceId)
    const group = findGroup(ctx, member.group)
    const { HealthStatus: status } = input
    if (status !== 'Healthy' && status !== 'Unhealthy') {
      throw validationError(
        `${status} is not a valid value for health status. Valid values are Healthy and Unhealthy.`,
      )
    }
    const respects = input.ShouldRespectGracePeriod ?? true
    const inGrace =
      group.healthCheckGracePeriod > 0 && respects && ctx.now < graceEndOf({ group }, member)
    if (status === 'Unhealthy' && inGrace) return {}
    ctx.db.put(members, {
      ...member,
      healthStatus: status,
      unhealthyBecause: status === 'Unhealthy' ? ailments.user : undefined,
    })
    reconcile(ctx, group.id)
    return {}
  },
)
