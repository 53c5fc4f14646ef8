import { regionPattern, type Connection } from '@brume/console-api'
import type { LocaleName } from '../i18n/index.ts'
import { remembered } from '../lib/remembered.ts'
import type { Scope } from './scope.ts'

/** The Region last used of each connection. */
const lastUsed = remembered<Readonly<Record<string, string>>>('lastRegions', (stored) =>
  typeof stored === 'object' && stored !== null
    ? Object.fromEntries(
        Object.entries(stored).filter(([, region]) => regionPattern.test(String(region))),
      )
    : {},
)

export function rememberRegion({ connection, region }: Scope): void {
  if (!regionPattern.test(region) || lastUsed.read()[connection] === region) return
  lastUsed.write({ ...lastUsed.read(), [connection]: region })
}

/** Where a connection opens: the Region last used, else the one of its configuration, else the one nearest to who reads this. */
export function defaultRegionOf(
  { id, defaultRegion }: Pick<Connection, 'id' | 'defaultRegion'>,
  locale: LocaleName,
): string {
  return lastUsed.read()[id] ?? defaultRegion ?? (locale === 'ko' ? 'ap-northeast-2' : 'us-east-1')
}
