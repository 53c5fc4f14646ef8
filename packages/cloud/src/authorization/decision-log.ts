import type { RecordedDecision } from './decision.ts'

/** What was asked of policies lately, by account and principal; kept in memory alone. */
export interface DecisionLog {
  add(account: string, decision: RecordedDecision): void
  /** The newest first. */
  list(account: string, principal?: string): readonly RecordedDecision[]
  /** Every action that a principal asked for, with its resource, each once. */
  asked(account: string, principal: string): readonly AskedOnce[]
  forget(account: string): void
}

export interface AskedOnce {
  readonly action: string
  readonly resource: string
}

interface Kept {
  readonly recent: RecordedDecision[]
  readonly asked: Map<string, AskedOnce>
}

const mostRecent = 300
const mostAsked = 3000
const mostPrincipals = 500

export function createDecisionLog(): DecisionLog {
  const accounts = new Map<string, Map<string, Kept>>()
  const keptOf = (account: string, principal: string): Kept => {
    let principals = accounts.get(account)
    if (!principals) accounts.set(account, (principals = new Map()))
    let kept = principals.get(principal)
    if (!kept) {
      const [oldest] = principals.keys()
      if (principals.size >= mostPrincipals && oldest !== undefined) principals.delete(oldest)
      principals.set(principal, (kept = { recent: [], asked: new Map() }))
    }
    return kept
  }
  return {
    add(account, decision) {
      const { recent, asked } = keptOf(account, decision.principal)
      recent.push(decision)
      if (recent.length > mostRecent) recent.shift()
      const { action, resource } = decision
      const key = `${action} ${resource}`
      if (!asked.has(key) && asked.size < mostAsked) asked.set(key, { action, resource })
    },
    list(account, principal) {
      const principals = accounts.get(account)
      const kept =
        principal === undefined
          ? [...(principals?.values() ?? [])]
          : [principals?.get(principal)].filter((each) => each !== undefined)
      return kept.flatMap(({ recent }) => recent).toSorted((a, b) => b.at - a.at)
    },
    asked: (account, principal) => [
      ...(accounts.get(account)?.get(principal)?.asked.values() ?? []),
    ],
    forget: (account) => accounts.delete(account),
  }
}
