import StatusIndicator from '@cloudscape-design/components/status-indicator'
import type { ResourceColumn } from '../../components/index.ts'
import type { Locale } from '../../i18n/index.ts'
import { formatTime } from '../../lib/time.ts'
import { valueColumn } from '../../resources/columns.ts'
import { InstanceLink } from '../../resources/InstanceLink.tsx'
import { idOf, statusOf, type Session } from './session.ts'
import { TerminalLink } from './TerminalLink.tsx'

/** What a list of sessions shows: of those that are over their end, of the others the way to their terminal. */
export function createColumns(list: 'active' | 'history') {
  return ({ t, name }: Locale): readonly ResourceColumn<Session>[] => {
    const statusText = (session: Session) => {
      const { key } = statusOf(session)
      return key === undefined ? session.Status : t(key)
    }
    return [
      valueColumn('id', t('sessions.id'), idOf, { fixed: true, width: 260 }),
      valueColumn('status', t('sessions.status'), statusText, {
        filter: 'choice',
        width: 140,
        cell: (session) => (
          <StatusIndicator type={statusOf(session).type}>{statusText(session)}</StatusIndicator>
        ),
      }),
      ...(list === 'active'
        ? [
            {
              id: 'terminal',
              header: t('sessions.terminal'),
              cell: (session: Session) => <TerminalLink sessionId={idOf(session)} />,
              width: 150,
            },
          ]
        : []),
      valueColumn('target', t('sessions.target'), ({ Target }) => Target, {
        filter: 'choice',
        width: 260,
        cell: ({ Target }) => <InstanceLink id={Target} />,
      }),
      valueColumn('owner', t('sessions.owner'), ({ Owner }) => Owner, {
        filter: 'choice',
        width: 260,
      }),
      valueColumn('reason', t('sessions.reason'), ({ Reason }) => Reason, { width: 160 }),
      valueColumn('started', t('sessions.started'), ({ StartDate }) => StartDate, {
        filter: 'date',
        width: 220,
        cell: ({ StartDate }) => formatTime(StartDate, name) || '-',
      }),
      ...(list === 'history'
        ? [
            valueColumn<Session>('ended', t('sessions.ended'), ({ EndDate }) => EndDate, {
              filter: 'date',
              width: 220,
              cell: ({ EndDate }) => formatTime(EndDate, name) || '-',
            }),
          ]
        : []),
      valueColumn('document', t('sessions.document'), ({ DocumentName }) => DocumentName, {
        filter: 'choice',
        width: 230,
      }),
    ]
  }
}
