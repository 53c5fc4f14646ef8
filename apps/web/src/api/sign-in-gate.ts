import type { ApiError } from '@brume/console-api'
import { useSyncExternalStore } from 'react'

let closed = false
const listeners = new Set<() => void>()

/** A refusal that says the session is nobody any more: signed out elsewhere, or enforcement was switched on. */
export function noteRefusal({ code }: ApiError): void {
  if (closed || (code !== 'SignInRequired' && code !== 'PasswordChangeRequired')) return
  closed = true
  for (const listener of listeners) listener()
}

/** Whether one has to sign in again before the page can go on. */
export function useGateClosed(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => closed,
  )
}
