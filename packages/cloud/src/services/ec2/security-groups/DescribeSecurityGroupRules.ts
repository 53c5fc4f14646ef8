import type {
  DescribeSecurityGroupRulesRequest,
  DescribeSecurityGroupRulesResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { describeRecords } from '../describe.ts'
import { toSecurityGroupRule } from './describe-group.ts'
import { securityGroupRules } from './security-group.ts'
import { byId, byIndex } from '../narrow.ts'

/** Lists rules, each with its id. */
export const DescribeSecurityGroupRules = operation<
  DescribeSecurityGroupRulesRequest,
  DescribeSecurityGroupRulesResult
>('DescribeSecurityGroupRules', (ctx, input) => {
  const { items, nextToken } = describeRecords(
    ctx,
    'DescribeSecurityGroupRules',
    securityGroupRules,
    input,
    {
      kind: 'security-group-rule',
      ids: input.SecurityGroupRuleIds,
      filters: {
        fields: {
          'group-id': (rule) => rule.groupId,
          'security-group-rule-id': (rule) => rule.id,
        },
        narrow: {
          'group-id': byIndex(securityGroupRules, 'group'),
          'security-group-rule-id': byId(securityGroupRules),
        },
        tags: (rule) => rule.tags,
      },
    },
  )
  return {
    SecurityGroupRules: items.map((rule) => toSecurityGroupRule(ctx, rule)),
    NextToken: nextToken,
  }
})
