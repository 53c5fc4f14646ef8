import type {
  DeleteTrafficMirrorFilterRuleRequest,
  DeleteTrafficMirrorFilterRuleResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { findRecord } from '../find.ts'
import { mirrorRules } from './traffic-mirroring.ts'

/** Takes a rule out of its filter. */
export const DeleteTrafficMirrorFilterRule = operation<
  DeleteTrafficMirrorFilterRuleRequest,
  DeleteTrafficMirrorFilterRuleResult
>('DeleteTrafficMirrorFilterRule', (ctx, { TrafficMirrorFilterRuleId = '' }) => {
  const { id } = findRecord(
    ctx,
    mirrorRules,
    'traffic-mirror-filter-rule',
    TrafficMirrorFilterRuleId,
  )
  ctx.db.delete(mirrorRules, id)
  return { TrafficMirrorFilterRuleId: id }
})
