import type { PlainKey } from '../i18n/index.ts'
import type { Theme } from '../lib/theme.ts'

export const themeKeys = {
  light: 'shell.themeLight',
  dark: 'shell.themeDark',
  system: 'shell.themeSystem',
} as const satisfies Record<Theme, PlainKey>
