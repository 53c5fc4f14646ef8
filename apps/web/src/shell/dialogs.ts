import { useSyncExternalStore } from 'react'

/** Dialogs of the frame that can be opened from anywhere. */
export type FrameDialog = 'palette' | 'shortcuts' | 'activity' | 'clock' | 'switch-role' | 'sign-in'

let current: FrameDialog | undefined
const listeners = new Set<() => void>()

export function openDialog(dialog: FrameDialog | undefined): void {
  current = dialog
  for (const listener of listeners) listener()
}

export function useDialog(): FrameDialog | undefined {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => current,
  )
}
