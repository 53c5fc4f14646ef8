import Alert from '@cloudscape-design/components/alert'
import Table from '@cloudscape-design/components/table'
import { asApiError, useOperation } from '../../api/index.ts'
import { describeError, EmptyState } from '../../components/index.ts'
import { useLocale, type Translate } from '../../i18n/index.ts'
import { formatTime } from '../../lib/time.ts'

/** What became of an alarm, newest first. */
export default function AlarmHistory(props: {
  readonly name: string
  /** Of its last change: the history is read anew after one. */
  readonly since: string
}) {
  const { t, name: locale } = useLocale()
  const found = useOperation(
    'cloudwatch',
    'DescribeAlarmHistory',
    { AlarmName: props.name, MaxRecords: 100, ScanBy: 'TimestampDescending' },
    { refetchIntervalMs: 10_000, staleMs: 0 },
  )
  if (found.error) return <Alert type="error">{describeError(asApiError(found.error), t)}</Alert>
  return (
    <Table
      variant="embedded"
      loading={found.isPending}
      loadingText={t('common.loading')}
      items={found.data?.AlarmHistoryItems ?? []}
      wrapLines
      columnDefinitions={[
        {
          id: 'time',
          header: t('alarms.time'),
          width: 240,
          cell: ({ Timestamp }) => formatTime(Timestamp, locale),
        },
        {
          id: 'type',
          header: t('alarms.entry'),
          width: 180,
          cell: ({ HistoryItemType }) => entryText(HistoryItemType, t),
        },
        { id: 'summary', header: t('alarms.summary'), cell: (entry) => entry.HistorySummary },
      ]}
      empty={<EmptyState title={t('alarms.noHistory')} text={t('alarms.noHistoryText')} />}
    />
  )
}

function entryText(type: string | undefined, t: Translate): string {
  if (type === 'StateUpdate') return t('alarms.entryState')
  if (type === 'Action') return t('alarms.entryAction')
  return type === 'ConfigurationUpdate' ? t('alarms.entryConfiguration') : (type ?? '')
}
