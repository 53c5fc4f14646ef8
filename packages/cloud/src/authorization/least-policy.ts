import type { AskedOnce } from './decision-log.ts'
import type { PolicyStatement } from './decision.ts'

export interface PolicyText {
  readonly Version: '2012-10-17'
  readonly Statement: readonly PolicyStatement[]
}

/**
 * The least policy that allows what was asked: a statement for each set of resources of a service, with the actions asked of it. Nothing
 * is wider than what was used: what was made anew stands as the kind of thing that it was (`volume/*`).
 */
export function leastPolicy(asked: readonly AskedOnce[]): PolicyText {
  const byAction = Map.groupBy(asked, ({ action }) => action)
  const groups = new Map<string, { resources: readonly string[]; actions: string[] }>()
  for (const [action, uses] of [...byAction].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const resources = [...new Set(uses.map(({ resource }) => resource))].toSorted()
    const key = [action.split(':')[0], ...resources].join(' ')
    const group = groups.get(key)
    if (group) group.actions.push(action)
    else groups.set(key, { resources, actions: [action] })
  }
  const statements = [...groups.values()].map(({ actions, resources }) => ({
    Effect: 'Allow' as const,
    Action: actions,
    Resource: resources.length === 1 ? (resources[0] ?? '*') : resources,
  }))
  return { Version: '2012-10-17', Statement: statements }
}
