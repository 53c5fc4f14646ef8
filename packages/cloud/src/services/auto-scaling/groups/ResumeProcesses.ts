import type { ScalingProcessQuery } from '@aws-sdk/client-auto-scaling'
import { operation } from '../../../engine/operation.ts'
import { reconcile } from '../reconcile/reconcile.ts'
import { findLivingGroup } from './find-group.ts'
import { groups } from './group.ts'
import { readProcesses } from './processes.ts'

/** Lets a group do again what was suspended, some or all of it. */
export const ResumeProcesses = operation<ScalingProcessQuery, object>(
  'ResumeProcesses',
  (ctx, input) => {
    const group = findLivingGroup(ctx, input.AutoScalingGroupName)
    const suspended = { ...group.suspended }
    for (const name of readProcesses(input.ScalingProcesses)) delete suspended[name]
    ctx.db.put(groups, { ...group, suspended })
    reconcile(ctx, group.id)
    return {}
  },
)
