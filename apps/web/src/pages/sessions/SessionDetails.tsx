import StatusIndicator from '@cloudscape-design/components/status-indicator'
import { CopyText, KeyValue } from '../../components/index.ts'
import { useLocale } from '../../i18n/index.ts'
import { formatDuration, formatTime } from '../../lib/time.ts'
import { InstanceLink } from '../../resources/InstanceLink.tsx'
import { idOf, statusOf, type Session } from './session.ts'
import { TerminalLink } from './TerminalLink.tsx'

export function SessionDetails({ session }: { readonly session: Session }) {
  const { t, name } = useLocale()
  const { type, key } = statusOf(session)
  const { StartDate, EndDate } = session
  const lasted =
    StartDate === undefined || EndDate === undefined
      ? undefined
      : formatDuration(Date.parse(EndDate) - Date.parse(StartDate), name)
  return (
    <KeyValue
      columns={4}
      items={[
        [t('sessions.id'), <CopyText key="id" text={idOf(session)} />],
        [
          t('sessions.status'),
          <StatusIndicator key="status" type={type}>
            {key === undefined ? session.Status : t(key)}
          </StatusIndicator>,
        ],
        [t('sessions.target'), <InstanceLink key="target" id={session.Target} />],
        [t('sessions.terminal'), <TerminalLink key="terminal" sessionId={idOf(session)} />],
        [t('sessions.owner'), <CopyText key="owner" text={session.Owner} />],
        [t('sessions.started'), formatTime(StartDate, name)],
        [t('sessions.ended'), formatTime(EndDate, name)],
        [t('sessions.lasted'), lasted],
        [t('sessions.document'), session.DocumentName],
        [t('sessions.reason'), session.Reason],
        [
          t('sessions.maxDuration'),
          session.MaxSessionDuration &&
            t('sessions.minutes', { count: Number(session.MaxSessionDuration) }),
        ],
      ]}
    />
  )
}
