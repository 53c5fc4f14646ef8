import { applyMode, Mode } from '@cloudscape-design/global-styles'
import { useSyncExternalStore } from 'react'
import { remembered } from './remembered.ts'

export const themes = ['light', 'dark', 'system'] as const
export type Theme = (typeof themes)[number]

const memory = remembered<Theme>(
  'theme',
  (stored) => themes.find((one) => one === stored) ?? 'system',
)
const darkSystem = matchMedia('(prefers-color-scheme: dark)')
const listeners = new Set<() => void>()

function isDark(): boolean {
  const theme = memory.read()
  return theme === 'dark' || (theme === 'system' && darkSystem.matches)
}

function apply(): void {
  applyMode(isDark() ? Mode.Dark : Mode.Light)
  document.documentElement.style.colorScheme = isDark() ? 'dark' : 'light'
  for (const listener of listeners) listener()
}

/** Applies the remembered theme; follows the system when that is the choice. Before the first paint. */
export function startTheme(): void {
  darkSystem.addEventListener('change', apply)
  apply()
}

export function switchTheme(theme: Theme): void {
  memory.write(theme)
  apply()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, memory.read)
}
