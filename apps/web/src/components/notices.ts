import type { ReactNode } from 'react'
import { useSyncExternalStore } from 'react'

export type NoticeType = 'success' | 'error' | 'info' | 'warning' | 'in-progress'

export interface Notice {
  readonly id: string
  readonly type: NoticeType
  readonly header: ReactNode
  readonly content?: ReactNode
  readonly action?: ReactNode
  readonly atMs: number
}

interface Notices {
  /** In the flashbar now. */
  readonly open: readonly Notice[]
  /** The latest fifty, for the bell. */
  readonly past: readonly Notice[]
  readonly unread: number
}

/** A success is gone after this long; what needs a person stays until dismissed. */
const successMs = 8000
/** One that offers the next step waits for whoever reads before clicking. */
const successWithStepMs = 60_000
const keptPast = 50

let notices: Notices = { open: [], past: [], unread: 0 }
let nextId = 1
const listeners = new Set<() => void>()

function set(next: Notices): void {
  notices = next
  for (const listener of listeners) listener()
}

/** Tells the person something, on every page until dismissed. With the id of an earlier notice it takes that one's place. */
export function notify(notice: Omit<Notice, 'id' | 'atMs'> & { readonly id?: string }): string {
  const id = notice.id ?? `notice-${nextId++}`
  const full: Notice = { ...notice, id, atMs: Date.now() }
  const known = notices.past.some((one) => one.id === id)
  set({
    open: [full, ...notices.open.filter((one) => one.id !== id)],
    past: [full, ...notices.past.filter((one) => one.id !== id)].slice(0, keptPast),
    unread: notices.unread + (known ? 0 : 1),
  })
  if (full.type === 'success') {
    setTimeout(
      () => {
        if (notices.open.includes(full)) dismiss(id)
      },
      full.action === undefined ? successMs : successWithStepMs,
    )
  }
  return id
}

/** Takes a notice out of the flashbar; the bell keeps it. */
export function dismiss(id: string): void {
  set({ ...notices, open: notices.open.filter((one) => one.id !== id) })
}

/** Shows a past notice again. */
export function reopen(id: string): void {
  const found = notices.past.find((one) => one.id === id)
  if (!found || notices.open.some((one) => one.id === id)) return
  set({ ...notices, open: [found, ...notices.open], unread: 0 })
}

export function useNotices(): Notices {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => notices,
  )
}
