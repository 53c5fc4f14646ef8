import type {
  DescribeTrafficMirrorFilterRulesRequest,
  DescribeTrafficMirrorFilterRulesResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { describeRecords } from '../describe.ts'
import { findRecord } from '../find.ts'
import { toMirrorRule } from './describe-mirrors.ts'
import { mirrorFilters, mirrorRules, type MirrorRuleRecord } from './traffic-mirroring.ts'

const ports = (range: MirrorRuleRecord['sourcePorts']): string | undefined =>
  range && `${range.from}-${range.to}`

/** The rules of one filter, or of all. */
export const DescribeTrafficMirrorFilterRules = operation<
  DescribeTrafficMirrorFilterRulesRequest,
  DescribeTrafficMirrorFilterRulesResult
>('DescribeTrafficMirrorFilterRules', (ctx, input) => {
  const { TrafficMirrorFilterId } = input
  const filter =
    TrafficMirrorFilterId === undefined
      ? undefined
      : findRecord(ctx, mirrorFilters, 'traffic-mirror-filter', TrafficMirrorFilterId)
  const { items, nextToken } = describeRecords(
    ctx,
    'DescribeTrafficMirrorFilterRules',
    mirrorRules,
    input,
    {
      kind: 'traffic-mirror-filter-rule',
      ids: input.TrafficMirrorFilterRuleIds,
      ...(filter && { only: ({ filterId }) => filterId === filter.id }),
      filters: {
        fields: {
          description: ({ description }) => description,
          'destination-cidr-block': ({ destinationCidr }) => destinationCidr,
          'destination-port-range': ({ destinationPorts }) => ports(destinationPorts),
          protocol: ({ protocol }) => protocol,
          'rule-action': ({ action }) => action,
          'rule-number': ({ ruleNumber }) => ruleNumber,
          'source-cidr-block': ({ sourceCidr }) => sourceCidr,
          'source-port-range': ({ sourcePorts }) => ports(sourcePorts),
          'traffic-direction': ({ direction }) => direction,
          'traffic-mirror-filter-id': ({ filterId }) => filterId,
          'traffic-mirror-filter-rule-id': ({ id }) => id,
        },
        tags: ({ tags }) => tags,
      },
    },
  )
  return { TrafficMirrorFilterRules: items.map(toMirrorRule), NextToken: nextToken }
})
