import { collection, type ReadRecords } from '../../../engine/collection.ts'
import type { Tagged } from '../../ec2/tag.ts'
import { targetGroupsOf, type RuleAction } from './rule-action.ts'
import type { RuleCondition } from '@brume/ec2-model'

/** A rule of an application load balancer's listener; the default one is the listener's own (`defaultActions`). */
export interface RuleRecord extends Tagged {
  /** Its ARN: `…:listener-rule/app/<balancer>/<digits>/<digits>/<digits>`. */
  readonly id: string
  /** ARN. */
  readonly listenerId: string
  /** 1 to 50000, one rule each; the smallest is asked first. */
  readonly priority: number
  readonly conditions: readonly RuleCondition[]
  readonly actions: readonly RuleAction[]
  readonly transforms?: readonly RuleTransform[]
}

/** What is changed in a request before it goes to a target: the first rewrite whose expression matches. */
export interface RuleTransform {
  readonly type: 'host-header-rewrite' | 'url-rewrite'
  readonly regex: string
  /** `$1` is what the first group matched. */
  readonly replace: string
}

export const listenerRules = collection<RuleRecord, 'listener' | 'targetGroup'>({
  name: 'elbv2/rule',
  scope: 'region',
  indexes: {
    listener: ({ listenerId }) => listenerId,
    targetGroup: ({ actions }) => targetGroupsOf(actions),
  },
})

/** The rules of a listener in the order in which they are asked, without the default one. */
export function rulesOf(db: ReadRecords, listenerId: string): readonly RuleRecord[] {
  return db
    .by(listenerRules, 'listener', listenerId)
    .toSorted((one, other) => one.priority - other.priority)
}
