import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import { EmptyState, KeyValue } from '../../../components/index.ts'
import { useLocale, type PlainKey } from '../../../i18n/index.ts'
import { formatTime } from '../../../lib/time.ts'
import { summarizeChecks, type InstanceRow } from '../instance.ts'

interface Check {
  Status?: string | undefined
  Details?: readonly { ImpairedSince?: string | undefined }[] | undefined
}

const shown = {
  ok: { type: 'success', text: 'check.ok' },
  impaired: { type: 'error', text: 'check.failed' },
  initializing: { type: 'in-progress', text: 'check.initializing' },
  'insufficient-data': { type: 'warning', text: 'check.insufficient' },
} as const satisfies Record<string, { type: string; text: PlainKey }>

function CheckResult(props: { readonly check: Check | undefined; readonly text: string }) {
  const { check, text } = props
  const { t, name: locale } = useLocale()
  const found = Object.entries(shown).find(([status]) => status === check?.Status)?.[1]
  const since = check?.Details?.find((one) => one.ImpairedSince)?.ImpairedSince
  return (
    <>
      {found ? (
        <StatusIndicator type={found.type}>{t(found.text)}</StatusIndicator>
      ) : (
        t('check.notApplicable')
      )}
      <div>{text}</div>
      {since === undefined ? null : (
        <div>{t('status.since', { time: formatTime(since, locale) })}</div>
      )}
    </>
  )
}

export function StatusTab(props: { readonly instance: InstanceRow }) {
  const { checks } = props.instance
  const { t, name: locale } = useLocale()
  if (!summarizeChecks(checks)) return <EmptyState title={t('status.none')} />
  const events = checks?.Events ?? []
  return (
    <SpaceBetween size="l">
      <KeyValue
        columns={3}
        items={[
          [
            t('status.system'),
            <CheckResult key="s" check={checks?.SystemStatus} text={t('status.systemText')} />,
          ],
          [
            t('status.instance'),
            <CheckResult key="i" check={checks?.InstanceStatus} text={t('status.instanceText')} />,
          ],
          [
            t('status.volumes'),
            <CheckResult
              key="v"
              check={checks?.AttachedEbsStatus}
              text={t('status.volumesText')}
            />,
          ],
        ]}
      />
      <Header variant="h3">{t('status.events')}</Header>
      {events.length === 0 ? (
        <div>{t('status.noEvents')}</div>
      ) : (
        <ul>
          {events.map(({ Code, Description, NotBefore }) => (
            <li key={`${Code} ${NotBefore}`}>
              {Code}: {Description} ({formatTime(NotBefore, locale)})
            </li>
          ))}
        </ul>
      )}
    </SpaceBetween>
  )
}
