import type { Output } from '@brume/console-api'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Table from '@cloudscape-design/components/table'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { asApiError, callIn, collectPages, queryKey, useScope } from '../../api/index.ts'
import { EmptyState, ErrorState } from '../../components/index.ts'
import { useLocale } from '../../i18n/index.ts'
import { formatTime } from '../../lib/time.ts'
import { InstanceLink } from '../../resources/InstanceLink.tsx'
import { idOf, isUnderWay, type Command } from './command.ts'
import { CommandOutput } from './CommandOutput.tsx'
import { CommandStatus } from './CommandStatus.tsx'

export type Invocation = NonNullable<
  Output<'ssm', 'ListCommandInvocations'>['CommandInvocations']
>[number]

/** How often a command that runs is looked at. */
const lookEveryMs = 1_000

/** A command at each of its instances, and what it has written at the chosen one. */
export function Invocations({ command }: { readonly command: Command }) {
  const { t, name } = useLocale()
  const { data = [], error, isPending } = useInvocations(command)
  const [chosenId, setChosen] = useState<string>()
  const chosen = data.find(({ InstanceId }) => InstanceId === chosenId) ?? data[0]
  if (error) return <ErrorState error={asApiError(error)} />
  return (
    <SpaceBetween size="l">
      <Table
        variant="embedded"
        loading={isPending}
        loadingText={t('table.loading')}
        items={data}
        trackBy={({ InstanceId = '' }) => InstanceId}
        selectionType="single"
        selectedItems={chosen ? [chosen] : []}
        onSelectionChange={({ detail }) => setChosen(detail.selectedItems[0]?.InstanceId)}
        onRowClick={({ detail }) => setChosen(detail.item.InstanceId)}
        ariaLabels={{
          tableLabel: t('commands.targetsAndOutput'),
          selectionGroupLabel: t('table.selection'),
          itemSelectionLabel: (_state, { InstanceId = '' }) =>
            t('table.selectItem', { name: InstanceId }),
        }}
        header={
          <Header variant="h3" counter={`(${data.length})`}>
            {t('commands.targetsAndOutput')}
          </Header>
        }
        empty={<EmptyState title={t('commands.noInstances')} />}
        columnDefinitions={[
          {
            id: 'instance',
            header: t('commands.instance'),
            cell: ({ InstanceId }) => <InstanceLink id={InstanceId} />,
            isRowHeader: true,
          },
          {
            id: 'status',
            header: t('commands.status'),
            cell: ({ Status }) => <CommandStatus status={Status} />,
          },
          {
            id: 'details',
            header: t('commands.statusDetails'),
            cell: ({ StatusDetails }) => <CommandStatus status={StatusDetails} />,
          },
          {
            id: 'start',
            header: t('commands.started'),
            cell: (one) => formatTime(one.CommandPlugins?.[0]?.ResponseStartDateTime, name) || '-',
          },
          {
            id: 'end',
            header: t('commands.finished'),
            cell: (one) =>
              formatTime(one.CommandPlugins?.at(-1)?.ResponseFinishDateTime, name) || '-',
          },
        ]}
      />
      {chosen ? <CommandOutput key={chosen.InstanceId} invocation={chosen} /> : null}
    </SpaceBetween>
  )
}

function useInvocations(command: Command) {
  const scope = useScope()
  const input = { CommandId: idOf(command), Details: true, MaxResults: 50 }
  // A command's status in the key: when it has ended, the last look is a new one.
  return useQuery({
    queryKey: [...queryKey(scope, 'ssm', 'ListCommandInvocations', input), command.StatusDetails],
    queryFn: async ({ signal }): Promise<readonly Invocation[]> => {
      const pages = await collectPages((page) =>
        callIn(scope, 'ssm', 'ListCommandInvocations', { ...input, ...page }, signal),
      )
      return pages.flatMap(({ CommandInvocations = [] }) => CommandInvocations)
    },
    placeholderData: (before) => before,
    refetchInterval: isUnderWay(command.Status) ? lookEveryMs : false,
  })
}
