import { useScopedPath } from '../../api/index.ts'
import { RouteLink, type ResourceColumn } from '../../components/index.ts'
import type { Locale } from '../../i18n/index.ts'
import { formatTime } from '../../lib/time.ts'
import { valueColumn } from '../../resources/columns.ts'
import { ResourcePage, type ResourceAction } from '../../resources/ResourcePage.tsx'
import { describeStatus, idOf, isUnderWay, type Command } from './command.ts'
import { CommandDetails } from './CommandDetails.tsx'
import { CommandStatus } from './CommandStatus.tsx'
import { Invocations } from './Invocations.tsx'

const actions: readonly ResourceAction<Command>[] = [
  {
    id: 'details',
    text: 'commands.viewDetails',
    looks: true,
    page: (command) => `/run-command/${idOf(command)}`,
  },
  {
    id: 'copy',
    text: 'commands.copy',
    page: (command) => `/run-command/send?from=${idOf(command)}`,
  },
]

/** What Run Command was asked to do in the last thirty days. */
export default function CommandsPage() {
  return (
    <ResourcePage
      feed="commands"
      texts="commands"
      idOf={idOf}
      titleOf={() => ''}
      columns={createColumns}
      defaultSort="-requested"
      actions={actions}
      create="/run-command/send"
      refuseDelete={({ Status }, { t }) => (isUnderWay(Status) ? undefined : t('commands.over'))}
      remove={(call, CommandId) => call('ssm', 'CancelCommand', { CommandId })}
      removesLightly
      tabs={(command, { t }) => [
        {
          id: 'targets',
          label: t('commands.targetsTab'),
          content: <Invocations key={idOf(command)} command={command} />,
        },
        {
          id: 'details',
          label: t('tab.details'),
          content: <CommandDetails command={command} />,
        },
      ]}
    />
  )
}

function createColumns({ t, name }: Locale): readonly ResourceColumn<Command>[] {
  const statusText = (command: Command) => {
    const { key } = describeStatus(command.Status)
    return key === undefined ? command.Status : t(key)
  }
  const count = (id: string, header: string, value: (command: Command) => number | undefined) =>
    valueColumn(id, header, value, { filter: 'number', width: 130 })
  return [
    valueColumn('id', t('commands.id'), idOf, {
      fixed: true,
      width: 320,
      cell: (command) => <CommandLink id={idOf(command)} />,
    }),
    valueColumn('status', t('commands.status'), statusText, {
      filter: 'choice',
      width: 140,
      cell: ({ Status }) => <CommandStatus status={Status} />,
    }),
    valueColumn('requested', t('commands.requested'), (command) => command.RequestedDateTime, {
      filter: 'date',
      width: 220,
      cell: ({ RequestedDateTime }) => formatTime(RequestedDateTime, name) || '-',
    }),
    valueColumn('document', t('commands.document'), ({ DocumentName }) => DocumentName, {
      filter: 'choice',
      width: 200,
    }),
    valueColumn('comment', t('commands.comment'), ({ Comment }) => Comment, { width: 200 }),
    count('targets', t('commands.targetCount'), ({ TargetCount }) => TargetCount),
    count('completed', t('commands.completedCount'), ({ CompletedCount }) => CompletedCount),
    count('errors', t('commands.errorCount'), ({ ErrorCount }) => ErrorCount),
    count('undelivered', t('commands.deliveryCount'), (one) => one.DeliveryTimedOutCount),
  ]
}

function CommandLink({ id }: { readonly id: string }) {
  const toPath = useScopedPath()
  return <RouteLink href={toPath(`/run-command/${id}`)}>{id}</RouteLink>
}
