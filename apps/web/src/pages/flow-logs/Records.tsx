import type { FeedItem } from '@brume/console-api'
import Box from '@cloudscape-design/components/box'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import Table from '@cloudscape-design/components/table'
import { asApiError, useConnection } from '../../api/index.ts'
import { useFlowLogRecords } from '../../api/use-written-log.ts'
import { EmptyState, ErrorState } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'

const shownRecords = 200

/** The newest records, a column for each field of the log's format. On AWS they are where the log delivers them. */
export function Records({ log }: { readonly log: FeedItem<'flow-logs'> }) {
  const t = useT()
  const { kind } = useConnection()
  const embedded = kind === 'embedded'
  const { data, error } = useFlowLogRecords(embedded ? log.FlowLogId : undefined)
  if (!embedded) return <Box>{t('flowLogs.elsewhere')}</Box>
  if (error) return <ErrorState error={asApiError(error)} />
  const fields = (log.LogFormat ?? '')
    .split(/[ ,]+/)
    .map((field) => field.replace(/^\$\{|\}$/g, ''))
  const rows = (data?.records ?? [])
    .slice(-shownRecords)
    .toReversed()
    .map((line, index) => ({ key: `${index} ${line}`, values: line.split(' ') }))
  return (
    <Table
      variant="borderless"
      contentDensity="compact"
      loading={data === undefined}
      loadingText={t('table.loading')}
      items={rows}
      trackBy="key"
      wrapLines={false}
      columnDefinitions={fields.map((field, index) => ({
        id: field,
        header: field,
        cell: ({ values }: { values: string[] }) => cellOf(field, values[index] ?? ''),
      }))}
      empty={<EmptyState title={t('flowLogs.noRecords')} text={t('flowLogs.noRecordsText')} />}
    />
  )
}

function cellOf(field: string, value: string) {
  if (field !== 'action') return value
  return <StatusIndicator type={value === 'ACCEPT' ? 'success' : 'error'}>{value}</StatusIndicator>
}
