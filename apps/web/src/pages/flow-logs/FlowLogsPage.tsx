import type { FeedItem } from '@brume/console-api'
import { CopyText, KeyValue, type ResourceColumn } from '../../components/index.ts'
import { useLocale, type Locale } from '../../i18n/index.ts'
import { formatTime } from '../../lib/time.ts'
import { valueColumn } from '../../resources/columns.ts'
import { nameColumn } from '../../resources/name-column.ts'
import { ResourceLink } from '../../resources/ResourceLink.tsx'
import { ResourcePage } from '../../resources/ResourcePage.tsx'
import { CreateFlowLog } from './CreateFlowLog.tsx'
import { Records } from './Records.tsx'

type FlowLog = FeedItem<'flow-logs'>

const idOf = (log: FlowLog) => log.FlowLogId ?? ''
const pages: Readonly<Record<string, string>> = {
  vpc: 'vpcs',
  subnet: 'subnets',
  eni: 'network-interfaces',
}

export default function FlowLogsPage() {
  return (
    <ResourcePage
      feed="flow-logs"
      texts="flowLogs"
      idOf={idOf}
      tagsOf={(log) => log.Tags}
      columns={createColumns}
      create={CreateFlowLog}
      remove={(call, id) => call('ec2', 'DeleteFlowLogs', { FlowLogIds: [id] })}
      tabs={(log, { t }) => [
        { id: 'records', label: t('flowLogs.records'), content: <Records log={log} /> },
        { id: 'details', label: t('tab.details'), content: <Details log={log} /> },
      ]}
    />
  )
}

function createColumns({ t, name }: Locale): readonly ResourceColumn<FlowLog>[] {
  return [
    nameColumn(t('instances.name')),
    valueColumn('id', t('flowLogs.id'), idOf, { fixed: true, width: 220 }),
    valueColumn('resource', t('flowLogs.resource'), ({ ResourceId }) => ResourceId, {
      width: 230,
      cell: (log) => <Resource log={log} />,
    }),
    valueColumn('traffic', t('flowLogs.traffic'), ({ TrafficType }) => TrafficType, {
      filter: 'choice',
      width: 120,
    }),
    valueColumn(
      'destination-type',
      t('flowLogs.destinationType'),
      ({ LogDestinationType }) => LogDestinationType,
      { filter: 'choice', width: 170 },
    ),
    valueColumn(
      'destination',
      t('flowLogs.destination'),
      (log) => log.LogDestination ?? log.LogGroupName,
      { width: 230 },
    ),
    valueColumn('created', t('volumes.created'), ({ CreationTime }) => CreationTime, {
      filter: 'date',
      width: 210,
      cell: ({ CreationTime }) => formatTime(CreationTime, name) || '-',
    }),
  ]
}

function Resource({ log }: { readonly log: FlowLog }) {
  const id = log.ResourceId ?? ''
  return <ResourceLink page={pages[id.slice(0, id.indexOf('-'))] ?? 'vpcs'} id={id} />
}

function Details({ log }: { readonly log: FlowLog }) {
  const { t, name } = useLocale()
  return (
    <KeyValue
      columns={4}
      items={[
        [t('flowLogs.id'), <CopyText key="id" text={log.FlowLogId} />],
        [t('flowLogs.resource'), <Resource key="resource" log={log} />],
        [t('flowLogs.traffic'), log.TrafficType],
        [t('flowLogs.destinationType'), log.LogDestinationType],
        [t('flowLogs.destination'), log.LogDestination ?? log.LogGroupName],
        [t('flowLogs.format'), <CopyText key="format" text={log.LogFormat} />],
        [
          t('flowLogs.interval'),
          t('flowLogs.minutes', { count: (log.MaxAggregationInterval ?? 600) / 60 }),
        ],
        [t('volumes.created'), formatTime(log.CreationTime, name)],
      ]}
    />
  )
}
