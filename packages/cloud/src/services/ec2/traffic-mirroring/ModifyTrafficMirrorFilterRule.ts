import type {
  ModifyTrafficMirrorFilterRuleRequest,
  ModifyTrafficMirrorFilterRuleResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { findRecord } from '../find.ts'
import { toMirrorRule } from './describe-mirrors.ts'
import { checkRuleNumber, readMirrorRule } from './read-rule.ts'
import { mirrorRules, type MirrorRuleRecord } from './traffic-mirroring.ts'

/** What is named changes; what is to be removed is as if it had never been said. */
export const ModifyTrafficMirrorFilterRule = operation<
  ModifyTrafficMirrorFilterRuleRequest,
  ModifyTrafficMirrorFilterRuleResult
>('ModifyTrafficMirrorFilterRule', (ctx, input) => {
  const { TrafficMirrorFilterRuleId = '', RemoveFields = [] } = input
  const present = findRecord(
    ctx,
    mirrorRules,
    'traffic-mirror-filter-rule',
    TrafficMirrorFilterRuleId,
  )
  const { description, protocol, sourcePorts, destinationPorts, ...rest } = present
  const keeps = (field: (typeof RemoveFields)[number]) => !RemoveFields.includes(field)
  const rule: MirrorRuleRecord = {
    ...rest,
    ...(description !== undefined && keeps('description') && { description }),
    ...(protocol !== undefined && keeps('protocol') && { protocol }),
    ...(sourcePorts && keeps('source-port-range') && { sourcePorts }),
    ...(destinationPorts && keeps('destination-port-range') && { destinationPorts }),
    ...readMirrorRule({ ...(protocol !== undefined && { Protocol: protocol }), ...input }),
  }
  checkRuleNumber(ctx.db.by(mirrorRules, 'filter', rule.filterId), rule)
  ctx.db.put(mirrorRules, rule)
  return { TrafficMirrorFilterRule: toMirrorRule(rule) }
})
