import type { FeedItem } from '@brume/console-api'
import type { StatusIndicatorProps } from '@cloudscape-design/components/status-indicator'
import type { PlainKey } from '../../i18n/index.ts'

export type Session = FeedItem<'active-sessions'>

export const idOf = (session: Session): string => session.SessionId ?? ''

const statuses: Readonly<Record<string, readonly [StatusIndicatorProps.Type, PlainKey]>> = {
  Connected: ['success', 'sessions.connected'],
  Connecting: ['in-progress', 'sessions.connecting'],
  Disconnected: ['warning', 'sessions.disconnected'],
  Terminating: ['in-progress', 'sessions.terminating'],
  Terminated: ['stopped', 'sessions.terminated'],
  Failed: ['error', 'sessions.failed'],
}

/** How a status looks and what it is called; one that is not known here as AWS spells it. */
export function statusOf(session: Session): {
  readonly type: StatusIndicatorProps.Type
  readonly key: PlainKey | undefined
} {
  const [type, key] = statuses[session.Status ?? ''] ?? ['info', undefined]
  return { type, key }
}
