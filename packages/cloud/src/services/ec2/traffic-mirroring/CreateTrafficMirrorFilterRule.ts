import type {
  CreateTrafficMirrorFilterRuleRequest,
  CreateTrafficMirrorFilterRuleResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findRecord } from '../find.ts'
import { newId } from '../ids.ts'
import { readTagSpecifications } from '../tags.ts'
import { toMirrorRule } from './describe-mirrors.ts'
import { checkRuleNumber, readMirrorRule } from './read-rule.ts'
import { mirrorFilters, mirrorRules, type MirrorRuleRecord } from './traffic-mirroring.ts'

/** What of one direction is mirrored, or is not. */
export const CreateTrafficMirrorFilterRule = operation<
  CreateTrafficMirrorFilterRuleRequest,
  CreateTrafficMirrorFilterRuleResult
>('CreateTrafficMirrorFilterRule', (ctx, input) => {
  const tags = readTagSpecifications(input.TagSpecifications, ['traffic-mirror-filter-rule'])(
    'traffic-mirror-filter-rule',
  )
  const { TrafficMirrorFilterId = '', ClientToken } = input
  const filter = findRecord(ctx, mirrorFilters, 'traffic-mirror-filter', TrafficMirrorFilterId)
  const { direction, ruleNumber, action, sourceCidr, destinationCidr, ...rest } =
    readMirrorRule(input)
  if (!direction || !ruleNumber || !action || !sourceCidr || !destinationCidr) {
    throw new AwsError(
      'MissingParameter',
      'The request must contain the direction, number, action and both CIDR blocks of the rule',
    )
  }
  const rule: MirrorRuleRecord = {
    id: newId(ctx.chance, 'tmfr'),
    filterId: filter.id,
    direction,
    ruleNumber,
    action,
    sourceCidr,
    destinationCidr,
    ...rest,
    tags,
  }
  checkRuleNumber(ctx.db.by(mirrorRules, 'filter', filter.id), rule)
  ctx.db.put(mirrorRules, rule)
  return { TrafficMirrorFilterRule: toMirrorRule(rule), ClientToken }
})
