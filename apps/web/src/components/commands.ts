import { useEffect, useSyncExternalStore } from 'react'

/** Something that a page lets a person do, for the command palette. */
export interface Command {
  readonly id: string
  readonly text: string
  readonly detail?: string
  readonly run: () => void
  /** Cannot be done now, and why. */
  readonly disabledReason?: string | undefined
}

const bySource = new Map<symbol, readonly Command[]>()
let all: readonly Command[] = []
const listeners = new Set<() => void>()

function publish(): void {
  all = [...bySource.values()].flat()
  for (const listener of listeners) listener()
}

/** Offers commands for as long as the page is shown. Keep the array the same while nothing changes. */
export function useCommands(commands: readonly Command[]): void {
  useEffect(() => {
    const source = Symbol('commands')
    bySource.set(source, commands)
    publish()
    return () => {
      bySource.delete(source)
      publish()
    }
  }, [commands])
}

export function useOfferedCommands(): readonly Command[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => all,
  )
}
