import type {
  Action,
  Rule,
  RuleCondition as SdkCondition,
  RuleTransform as SdkTransform,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import type { ListenerRecord } from '../listeners/listener.ts'
import type { RuleAction } from './rule-action.ts'
import type { RuleCondition } from '@brume/ec2-model'
import type { RuleRecord, RuleTransform } from './rule.ts'

/** As DescribeRules gives it. */
export function toRule(rule: RuleRecord): Rule {
  return {
    RuleArn: rule.id,
    Priority: String(rule.priority),
    Conditions: rule.conditions.map(toCondition),
    Actions: rule.actions.map(toAction),
    IsDefault: false,
    Transforms: rule.transforms?.map(toTransform),
  }
}

export function toDefaultRule(listener: ListenerRecord): Rule {
  return {
    RuleArn: listener.defaultRuleId,
    Priority: 'default',
    Conditions: [],
    Actions: toDefaultActions(listener),
    IsDefault: true,
  }
}

export function toDefaultActions({ defaultActions }: ListenerRecord): Action[] {
  return defaultActions.map(toAction)
}

/** One group is named twice, as its own and as all there are: clients read the one or the other. */
function toAction(action: RuleAction): Action {
  const Order = action.order
  switch (action.type) {
    case 'forward': {
      const { targetGroups, stickiness } = action
      return {
        Type: 'forward',
        TargetGroupArn: targetGroups.length === 1 ? targetGroups[0]?.targetGroupId : undefined,
        Order,
        ForwardConfig: {
          TargetGroups: targetGroups.map(({ targetGroupId, weight }) => ({
            TargetGroupArn: targetGroupId,
            Weight: weight,
          })),
          TargetGroupStickinessConfig: {
            Enabled: stickiness.enabled,
            DurationSeconds: stickiness.durationSeconds,
          },
        },
      }
    }
    case 'redirect': {
      const { protocol, port, host, path, query, statusCode } = action
      return {
        Type: 'redirect',
        Order,
        RedirectConfig: {
          Protocol: protocol,
          Port: port,
          Host: host,
          Path: path,
          Query: query,
          StatusCode: statusCode,
        },
      }
    }
    case 'fixed-response': {
      const { messageBody, statusCode, contentType } = action
      return {
        Type: 'fixed-response',
        Order,
        FixedResponseConfig: {
          MessageBody: messageBody,
          StatusCode: statusCode,
          ContentType: contentType,
        },
      }
    }
  }
}

function toCondition(condition: RuleCondition): SdkCondition {
  const { field } = condition
  if (field === 'query-string') {
    const Values = condition.values.map(({ key, value }) => ({ Key: key, Value: value }))
    return { Field: field, QueryStringConfig: { Values } }
  }
  const Values = [...condition.values]
  if (field === 'source-ip') return { Field: field, SourceIpConfig: { Values } }
  if (field === 'http-request-method') return { Field: field, HttpRequestMethodConfig: { Values } }
  const config = condition.regexValues ? { RegexValues: [...condition.regexValues] } : { Values }
  if (field === 'http-header') {
    return { Field: field, HttpHeaderConfig: { HttpHeaderName: condition.name, ...config } }
  }
  const named =
    field === 'host-header' ? { HostHeaderConfig: config } : { PathPatternConfig: config }
  return { Field: field, ...config, ...named }
}

function toTransform({ type, regex, replace }: RuleTransform): SdkTransform {
  const config = { Rewrites: [{ Regex: regex, Replace: replace }] }
  return type === 'url-rewrite'
    ? { Type: type, UrlRewriteConfig: config }
    : { Type: type, HostHeaderRewriteConfig: config }
}
