import type { ActivityEntry } from '@brume/console-api'

/** The entries that this tab knows of: those that changed while it was open, and all once somebody asked for them. */
let known: ReadonlyMap<number, ActivityEntry> = new Map()
let sorted: readonly ActivityEntry[] = []
const listeners = new Set<() => void>()

/** Takes in what the server tells of the session's activity. */
export function noteActivity(entries: readonly ActivityEntry[]): void {
  if (entries.length === 0) return
  const next = new Map(known)
  for (const entry of entries) next.set(entry.id, entry)
  known = next
  sorted = [...next.values()].sort((a, b) => b.id - a.id)
  for (const listener of listeners) listener()
}

export function subscribeActivity(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Newest first. */
export const knownActivity = (): readonly ActivityEntry[] => sorted
