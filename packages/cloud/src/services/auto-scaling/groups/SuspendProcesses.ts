import type { ScalingProcessQuery } from '@aws-sdk/client-auto-scaling'
import { operation } from '../../../engine/operation.ts'
import { reconcile } from '../reconcile/reconcile.ts'
import { findLivingGroup } from './find-group.ts'
import { groups } from './group.ts'
import { readProcesses } from './processes.ts'

/** Keeps a group from doing some things by itself, or all. */
export const SuspendProcesses = operation<ScalingProcessQuery, object>(
  'SuspendProcesses',
  (ctx, input) => {
    const group = findLivingGroup(ctx, input.AutoScalingGroupName)
    const time = new Date(ctx.now).toISOString().replace(/\.\d+Z$/, 'Z')
    const suspended = { ...group.suspended }
    for (const name of readProcesses(input.ScalingProcesses)) {
      suspended[name] ??= `User suspended at ${time}`
    }
    ctx.db.put(groups, { ...group, suspended })
    reconcile(ctx, group.id)
    return {}
  },
)
