import { useDeferredValue } from 'react'

/**
 * False in a component's first drawing, true right after it: what the first look can do without is drawn behind it, and the
 * browser paints in between.
 */
export function useSettled(): boolean {
  return useDeferredValue(true, false)
}
