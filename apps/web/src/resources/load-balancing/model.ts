import type {
  Balancer as BalancerItem,
  Listener as ListenerItem,
  ListenerRule,
  TargetGroup as TargetGroupItem,
  TargetHealth,
} from '@brume/console-api'

export type Balancer = BalancerItem
export type Listener = ListenerItem
export type Rule = ListenerRule
export type TargetGroup = TargetGroupItem
export type Target = TargetHealth
export type Action = NonNullable<Rule['Actions']>[number]
export type Condition = NonNullable<Rule['Conditions']>[number]
export type Transform = NonNullable<Rule['Transforms']>[number]

/** `web` of `…:targetgroup/web/0123456789abcdef`, and of a load balancer's ARN. */
export function nameInArn(arn: string | undefined): string {
  return arn?.split('/').at(-2) ?? ''
}

/** A name of a load balancer or a target group, as AWS takes it. */
export function isBalancingName(name: string): boolean {
  return /^[a-z\d](?:[a-z\d-]{0,30}[a-z\d])?$/i.test(name)
}

export function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535
}

export interface WeightedGroup {
  readonly arn: string
  readonly weight: number
}

/** The groups that actions forward to, each with its weight. */
export function groupsOf(actions: readonly Action[] | undefined): readonly WeightedGroup[] {
  return (actions ?? []).flatMap(({ Type, TargetGroupArn, ForwardConfig }) => {
    if (Type !== 'forward') return []
    const groups = ForwardConfig?.TargetGroups ?? []
    if (groups.length > 0) {
      return groups.map(({ TargetGroupArn: arn = '', Weight = 1 }) => ({ arn, weight: Weight }))
    }
    return TargetGroupArn === undefined ? [] : [{ arn: TargetGroupArn, weight: 1 }]
  })
}

/** The default rule last, the others by priority. */
export function inOrder(rules: readonly Rule[] | undefined): readonly Rule[] {
  const rank = ({ IsDefault, Priority }: Rule) => (IsDefault ? Infinity : Number(Priority))
  return [...(rules ?? [])].sort((one, other) => rank(one) - rank(other))
}

/** `HTTP:80` */
export function listenerTitle({ Protocol, Port }: Listener): string {
  return `${Protocol ?? ''}:${Port ?? ''}`
}

/** A target within its group: an instance may be registered at several ports. */
export function targetKeyOf({ Target }: Target): string {
  return `${Target?.Id ?? ''}:${Target?.Port ?? ''}`
}
