import { collection } from '../../../engine/collection.ts'
import type { Tagged } from '../../ec2/tag.ts'
import { targetGroupsOf, type RuleAction } from '../rules/rule-action.ts'

export interface ListenerRecord extends Tagged {
  /** Its ARN: `…:listener/app/<balancer>/<digits>/<digits>`. */
  readonly id: string
  /** ARN. */
  readonly loadBalancerId: string
  readonly protocol: ListenerProtocol
  readonly port: number
  /** Of HTTPS and TLS. */
  readonly sslPolicy?: string
  /** ARNs, the default one first; the others are for clients that name their host. */
  readonly certificates: readonly string[]
  readonly alpnPolicy?: string
  /** What is done with a request that no rule takes. */
  readonly defaultActions: readonly RuleAction[]
  /** ARN of the default rule. */
  readonly defaultRuleId: string
  readonly defaultRuleTags: Tagged['tags']
  /** Those that were set: `listenerAttribute` (attributes.ts) knows the others. */
  readonly attributes: Readonly<Record<string, string>>
}

export type ListenerProtocol = 'HTTP' | 'HTTPS' | 'TCP' | 'TLS'

export const listeners = collection<
  ListenerRecord,
  'balancer' | 'targetGroup' | 'certificate' | 'defaultRule'
>({
  name: 'elbv2/listener',
  scope: 'region',
  indexes: {
    balancer: ({ loadBalancerId }) => loadBalancerId,
    targetGroup: ({ defaultActions }) => targetGroupsOf(defaultActions),
    certificate: ({ certificates }) => certificates,
    defaultRule: ({ defaultRuleId }) => defaultRuleId,
  },
})
