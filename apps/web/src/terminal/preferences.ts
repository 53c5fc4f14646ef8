import { useSyncExternalStore } from 'react'
import { remembered } from '../lib/remembered.ts'

export const terminalThemes = ['brume', 'light', 'solarized', 'contrast'] as const
export type TerminalTheme = (typeof terminalThemes)[number]

export interface TerminalPreferences {
  /** CSS pixels. */
  readonly fontSize: number
  readonly theme: TerminalTheme
}

export const fontSizes = { smallest: 9, usual: 14, largest: 28 } as const

const memory = remembered<TerminalPreferences>('terminal', (stored) => {
  const kept = typeof stored === 'object' && stored !== null ? stored : {}
  const size = 'fontSize' in kept ? Number(kept.fontSize) : fontSizes.usual
  const named = 'theme' in kept ? kept.theme : undefined
  return {
    fontSize: size >= fontSizes.smallest && size <= fontSizes.largest ? size : fontSizes.usual,
    theme: terminalThemes.find((one) => one === named) ?? 'brume',
  }
})
const listeners = new Set<() => void>()
let current: TerminalPreferences | undefined

/** The same object until something changes: React compares it by identity. */
function read(): TerminalPreferences {
  current ??= memory.read()
  return current
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function changeTerminalPreferences(change: Partial<TerminalPreferences>): void {
  current = { ...read(), ...change }
  memory.write(current)
  for (const listener of listeners) listener()
}

/** How terminals look in this browser. */
export function useTerminalPreferences(): TerminalPreferences {
  return useSyncExternalStore(subscribe, read)
}

/** Colours as xterm takes them. */
export const themeColors = {
  brume: { background: '#0f1b2a', foreground: '#e9ebed', selectionBackground: '#3b5b85' },
  light: {
    background: '#ffffff',
    foreground: '#16191f',
    cursor: '#16191f',
    selectionBackground: '#b5d6fb',
    yellow: '#8a6100',
    green: '#0b6b1f',
    brightGreen: '#0b6b1f',
    brightYellow: '#8a6100',
    white: '#545b64',
    brightWhite: '#16191f',
  },
  solarized: {
    background: '#002b36',
    foreground: '#93a1a1',
    cursor: '#93a1a1',
    selectionBackground: '#19505f',
    blue: '#268bd2',
    green: '#859900',
    red: '#dc322f',
    yellow: '#b58900',
    cyan: '#2aa198',
    magenta: '#d33682',
  },
  contrast: {
    background: '#000000',
    foreground: '#ffffff',
    cursor: '#ffff00',
    selectionBackground: '#005fff',
  },
} as const satisfies Record<TerminalTheme, object>
