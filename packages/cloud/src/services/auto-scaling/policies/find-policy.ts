import type { Context } from '../../../engine/context.ts'
import { validationError } from '../errors.ts'
import { findGroup } from '../groups/find-group.ts'
import { policies, type PolicyRecord } from './policy.ts'

/** A policy by its ARN, or by its name and that of its group; without the group the name must be nobody else's. */
export function findPolicy(
  ctx: Context,
  named: { readonly group?: string; readonly policy?: string },
): PolicyRecord {
  const { policy: name = '', group } = named
  if (group !== undefined) findGroup(ctx, group)
  const candidates = name.startsWith('arn:')
    ? [ctx.db.get(policies, name)].filter((each) => each !== undefined)
    : ctx.db.by(policies, 'name', name)
  const [found, another] = candidates.filter((each) => group === undefined || each.group === group)
  if (found && !another) return found
  if (another) {
    throw validationError('AutoScalingGroupName must be specified if PolicyName is not an ARN')
  }
  throw validationError(`Policy name not found: ${name}`)
}
