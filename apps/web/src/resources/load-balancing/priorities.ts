import type { Rule } from './model.ts'

/** The numbers that put rules into the order given, of those that they have now: only what changes is told. */
export function reprioritize(order: readonly Rule[]): { RuleArn: string; Priority: number }[] {
  const numbers = order.map(({ Priority }) => Number(Priority)).sort((one, other) => one - other)
  return order.flatMap(({ RuleArn = '', Priority }, at) => {
    const next = numbers[at] ?? 0
    return next === Number(Priority) ? [] : [{ RuleArn, Priority: next }]
  })
}

/** A number behind all others, with room between. */
export function nextPriority(rules: readonly Rule[]): number {
  const numbers = rules.map(({ Priority }) => Number(Priority)).filter(Number.isInteger)
  return Math.min(50_000, Math.max(0, ...numbers) + 10)
}
