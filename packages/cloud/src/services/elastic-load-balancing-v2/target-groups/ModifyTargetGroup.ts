import type {
  ModifyTargetGroupInput,
  ModifyTargetGroupOutput,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { operation } from '../../../engine/operation.ts'
import { toTargetGroup } from './describe-target-group.ts'
import { findTargetGroup } from './find-target-group.ts'
import { readHealthCheck } from './read-health-check.ts'
import { targetGroups } from './target-group.ts'

/** Changes how a group's targets are checked; what is not named stays. */
export const ModifyTargetGroup = operation<ModifyTargetGroupInput, ModifyTargetGroupOutput>(
  'ModifyTargetGroup',
  (ctx, input) => {
    const group = findTargetGroup(ctx, input.TargetGroupArn)
    const changed = { ...group, healthCheck: readHealthCheck(input, group, group.healthCheck) }
    ctx.db.put(targetGroups, changed)
    return { TargetGroups: [toTargetGroup(ctx.db, changed)] }
  },
)
