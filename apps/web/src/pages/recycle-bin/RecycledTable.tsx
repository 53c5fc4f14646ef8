import Button from '@cloudscape-design/components/button'
import Header from '@cloudscape-design/components/header'
import Table from '@cloudscape-design/components/table'
import { asApiError, useConnection, useTask, type Call } from '../../api/index.ts'
import { describeError, EmptyState, notify } from '../../components/index.ts'
import { useLocale } from '../../i18n/index.ts'
import { formatTime } from '../../lib/time.ts'

interface Item {
  readonly id: string
  readonly description: string
  readonly entered: string | undefined
  readonly exits: string | undefined
}

/** What the bin holds of one kind; each can be taken out again. */
export function RecycledTable(props: {
  readonly title: string
  readonly loading: boolean
  readonly items: readonly Item[]
  readonly restore: (call: Call, id: string) => Promise<unknown>
}) {
  const { t, name } = useLocale()
  const { readOnly } = useConnection()
  const task = useTask(props.restore)
  const restore = (id: string) =>
    task.mutate(id, {
      onSuccess: () => notify({ type: 'success', header: t('recycleBin.restored', { id }) }),
      onError: (error) => notify({ type: 'error', header: describeError(asApiError(error), t) }),
    })
  return (
    <Table
      items={props.items}
      trackBy="id"
      loading={props.loading}
      loadingText={t('common.loading')}
      ariaLabels={{ tableLabel: props.title }}
      header={
        <Header variant="h2" counter={`(${props.items.length})`}>
          {props.title}
        </Header>
      }
      empty={<EmptyState title={t('recycleBin.empty')} />}
      columnDefinitions={[
        { id: 'id', header: 'ID', cell: ({ id }) => id, isRowHeader: true },
        {
          id: 'description',
          header: t('snapshots.descriptionColumn'),
          cell: ({ description }) => description || '-',
        },
        {
          id: 'entered',
          header: t('recycleBin.entered'),
          cell: ({ entered }) => formatTime(entered, name) || '-',
        },
        {
          id: 'exits',
          header: t('recycleBin.exits'),
          cell: ({ exits }) => formatTime(exits, name) || '-',
        },
        {
          id: 'restore',
          header: t('common.actions'),
          cell: ({ id }) => (
            <Button
              variant="inline-link"
              disabled={readOnly || task.isPending}
              ariaLabel={t('recycleBin.restoreOf', { id })}
              onClick={() => restore(id)}
            >
              {t('recycleBin.restore')}
            </Button>
          ),
        },
      ]}
    />
  )
}
