import { accessLevels, type AccessLevel } from './levels.ts'
import type { PolicyWords } from './policy-words.ts'
import type { ReadStatement } from './statements.ts'

/** One line of a summary: what a policy says of a service. */
export interface SummaryRow {
  readonly effect: 'Allow' | 'Deny'
  /** The prefix of its actions, `*` for all; several after one another where only these are left out. */
  readonly service: string
  /** Every action of the service. */
  readonly full: boolean
  readonly allBut: boolean
  readonly levels: readonly AccessLevel[]
  readonly actions: readonly string[]
  readonly resources: readonly string[]
  readonly conditions: readonly string[]
}

const patternOf = (wildcard: string) =>
  new RegExp(
    `^${wildcard
      .replace(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
    'i',
  )

/** What statements say, a line per statement and service. */
export function summarise(
  statements: readonly ReadStatement[],
  words: PolicyWords | undefined,
): readonly SummaryRow[] {
  return statements.flatMap((statement) => {
    const allBut = statement.actions.length === 0 && statement.notActions.length > 0
    const named = allBut ? statement.notActions : statement.actions
    const services = Map.groupBy(named, (action) => action.split(':')[0]?.toLowerCase() ?? '')
    return [...services].map(([service, actions]): SummaryRow => {
      const names = actions.map((action) => action.split(':')[1] ?? '*')
      const patterns = names.map(patternOf)
      const known = words?.services[service]?.actions ?? {}
      const hit = (name: string) => patterns.some((pattern) => pattern.test(name))
      const levels = accessLevels.filter((level) => known[level]?.some(hit))
      const all = Object.values(known).flat()
      return {
        effect: statement.effect === 'Deny' ? 'Deny' : 'Allow',
        service,
        full: !allBut && (names.includes('*') || (all.length > 0 && all.every(hit))),
        allBut,
        levels,
        actions,
        resources:
          statement.resources.length > 0
            ? statement.resources
            : statement.notResources.map((one) => `≠ ${one}`),
        conditions: statement.conditions.map(
          ([operator, key, values]) => `${key} ${operator} ${values.join(', ')}`,
        ),
      }
    })
  })
}
