import { useMemo } from 'react'
import { useFeed } from '../../api/index.ts'
import {
  EmptyState,
  ResourceTable,
  useSelection,
  type ResourceColumn,
} from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { nameOf } from '../../lib/tags.ts'
import type { Instance } from './instance.ts'

export default function InstancesPage() {
  const t = useT()
  const feed = useFeed('instances')
  const selection = useSelection(feed.items)
  const columns = useMemo<readonly ResourceColumn<Instance>[]>(
    () => [
      { id: 'name', header: t('instances.title'), cell: nameOf, value: nameOf },
      { id: 'id', header: 'ID', cell: (one) => one.InstanceId, value: (one) => one.InstanceId },
    ],
    [t],
  )
  return (
    <ResourceTable
      id="instances"
      title={t('instances.title')}
      items={feed.list}
      status={feed.status}
      error={feed.error}
      idOf={(one) => one.InstanceId ?? ''}
      nameOf={(one) => nameOf(one) || (one.InstanceId ?? '')}
      columns={columns}
      filterPlaceholder={t('instances.title')}
      selection={selection}
      empty={<EmptyState title={t('table.noMatch')} />}
    />
  )
}
