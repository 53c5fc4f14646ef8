import type { Connection } from '@brume/console-api'
import type { Translate } from '../../i18n/index.ts'

/** How connections are called where several stand side by side. */
export function toConnectionName(
  connections: readonly Connection[],
  t: Translate,
): (id: string) => string {
  return (id) => {
    const known = connections.find((one) => one.id === id)
    return id === 'embedded' ? t('shell.embedded') : (known?.name ?? id)
  }
}
