import { useSyncExternalStore } from 'react'

const tickMs = 1000
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined
let shownMs = 0

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(() => {
    shownMs = Date.now()
    for (const one of listeners) one()
  }, tickMs)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) {
      clearInterval(timer)
      timer = undefined
    }
  }
}

/**
 * The time that the page shows: it moves with the timer alone. Were it to pass while React draws, React would have to draw
 * everything again to have all of it agree.
 */
function readShownMs(): number {
  if (timer === undefined && Date.now() - shownMs >= tickMs) shownMs = Date.now()
  return shownMs
}

/** A text that depends on the time. One timer for the page; a component is drawn only when its own text changes. */
export function useTicking(text: (wallMs: number) => string): string {
  return useSyncExternalStore(subscribe, () => text(readShownMs()))
}
