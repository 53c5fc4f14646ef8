import { remembered } from '../lib/remembered.ts'

/** Keys without Ctrl can be switched off: speech input types them by accident (WCAG 2.1.4). */
export const singleKeys = remembered('singleKeys', (stored) => stored !== false)
