import type { MapLine } from '../../lib/network-map.ts'
import { groupsOf, inOrder, targetKeyOf, type Listener, type Rule, type Target } from './model.ts'

/** What a balancer leads to, column by column, with the lines between. */
export interface BalancerMap {
  readonly listeners: readonly Listener[]
  readonly rules: readonly { readonly listener: Listener; readonly rule: Rule }[]
  readonly groups: readonly MappedGroup[]
  readonly lines: readonly MapLine[]
}

export interface MappedGroup {
  readonly arn: string
  readonly targets: readonly Target[]
}

export const targetNode = (groupArn: string, target: Target): string =>
  `${groupArn}|${targetKeyOf(target)}`

/** Listeners have rules, which forward to groups, which have targets; one without rules forwards by itself. */
export function mapBalancer(
  listeners: readonly Listener[],
  targetsOf: (groupArn: string) => readonly Target[],
): BalancerMap {
  const rules = listeners.flatMap((listener) =>
    inOrder(listener.Rules).map((rule) => ({ listener, rule })),
  )
  const lines: MapLine[] = []
  const arns = new Set<string>()
  const lead = (from: string, to: readonly { readonly arn: string }[]) => {
    for (const { arn } of to) {
      arns.add(arn)
      lines.push({ from, to: arn })
    }
  }
  for (const { listener, rule } of rules) {
    const id = rule.RuleArn ?? ''
    lines.push({ from: listener.ListenerArn ?? '', to: id })
    lead(id, groupsOf(rule.Actions))
  }
  for (const { ListenerArn = '', Rules = [], DefaultActions } of listeners) {
    if (Rules.length === 0) lead(ListenerArn, groupsOf(DefaultActions))
  }
  const groups = [...arns].map((arn) => ({ arn, targets: targetsOf(arn) }))
  for (const { arn, targets } of groups) {
    lines.push(...targets.map((target) => ({ from: arn, to: targetNode(arn, target) })))
  }
  return { listeners, rules, groups, lines }
}

/** All that leads to something and all that it leads to. */
export function wayThrough(lines: readonly MapLine[], id: string): ReadonlySet<string> {
  const way = new Set([id])
  const follow = (start: string, step: (line: MapLine) => readonly [string, string]) => {
    const open = [start]
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      for (const line of lines) {
        const [here, next] = step(line)
        if (here !== at || way.has(next)) continue
        way.add(next)
        open.push(next)
      }
    }
  }
  follow(id, ({ from, to }) => [from, to])
  follow(id, ({ from, to }) => [to, from])
  return way
}
