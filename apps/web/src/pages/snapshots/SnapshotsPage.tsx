import ProgressBar from '@cloudscape-design/components/progress-bar'
import { useMemo, useState } from 'react'
import { useNavigate } from 'react-router'
import type { FeedItem } from '@brume/console-api'
import { useConnection, useFeed, useScopedPath } from '../../api/index.ts'
import {
  ActionsMenu,
  CopyText,
  EmptyState,
  KeyValue,
  ResourceTable,
  SidePanel,
  useSelection,
  type ResourceColumn,
} from '../../components/index.ts'
import { useLocale, useT, type Locale } from '../../i18n/index.ts'
import { nameOf } from '../../lib/tags.ts'
import { formatTime } from '../../lib/time.ts'
import { DeleteDialog } from '../../resources/DeleteDialog.tsx'
import { nameColumn } from '../../resources/name-column.ts'
import { PanelTabs } from '../../resources/PanelTabs.tsx'
import { ResourceLink } from '../../resources/ResourceLink.tsx'
import { ResourceTags, TagsDialog } from '../../resources/ResourceTags.tsx'
import { ResourceState } from '../../resources/ResourceState.tsx'

type Snapshot = FeedItem<'snapshots'>
type Dialog = 'tags' | 'delete'

const idOf = (snapshot: Snapshot) => snapshot.SnapshotId ?? ''
const tagsOf = (snapshot: Snapshot) => snapshot.Tags

export default function SnapshotsPage() {
  const locale = useLocale()
  const { t } = locale
  const navigate = useNavigate()
  const toPath = useScopedPath()
  const { readOnly } = useConnection()
  const snapshots = useFeed('snapshots')
  const images = useFeed('images')
  const selection = useSelection(snapshots.items)
  const columns = useMemo(() => createColumns(locale), [locale])
  const [dialog, setDialog] = useState<Dialog>()
  const close = () => setDialog(undefined)
  const [only, second] = selection.items
  const noChange = readOnly ? t('reason.readOnly') : undefined
  const users = images.list.filter((image) =>
    image.BlockDeviceMappings?.some(({ Ebs }) => selection.ids.has(Ebs?.SnapshotId ?? '')),
  )
  const inUse = users[0] && t('snapshots.usedBy', { id: users[0].ImageId ?? '' })
  return (
    <>
      <ResourceTable
        id="snapshots"
        title={t('snapshots.title')}
        items={snapshots.list}
        status={snapshots.status}
        error={snapshots.error}
        idOf={idOf}
        nameOf={(snapshot) => nameOf(snapshot) || idOf(snapshot)}
        tagsOf={tagsOf}
        columns={columns}
        selection={selection}
        filterPlaceholder={t('snapshots.filter')}
        actions={
          <ActionsMenu
            text={t('common.actions')}
            items={[
              {
                id: 'tags',
                text: t('action.manageTags'),
                disabledReason:
                  noChange ?? (only && !second ? undefined : t('snapshots.selectOne')),
                run: () => setDialog('tags'),
              },
              {
                id: 'delete',
                text: t('snapshots.delete'),
                disabledReason: noChange ?? (only ? inUse : t('snapshots.selectOne')),
                run: () => setDialog('delete'),
              },
            ]}
          />
        }
        empty={
          <EmptyState
            title={t('snapshots.empty')}
            text={t('snapshots.emptyText')}
            action={{
              text: t('snapshots.toVolumes'),
              onClick: () => void navigate(toPath('/volumes')),
            }}
          />
        }
      />
      {only && !second ? (
        <SidePanel header={[idOf(only), nameOf(only)].filter(Boolean).join(' · ')}>
          <PanelTabs
            tabs={[
              { id: 'details', label: t('tab.details'), content: <Details snapshot={only} /> },
              {
                id: 'tags',
                label: t('tab.tags'),
                content: <ResourceTags id={idOf(only)} tags={only.Tags} />,
              },
            ]}
          />
        </SidePanel>
      ) : null}
      {only && dialog === 'tags' ? (
        <TagsDialog id={idOf(only)} tags={only.Tags} onClose={close} />
      ) : null}
      {dialog === 'delete' ? (
        <DeleteDialog
          title={t('snapshots.deleteTitle', { count: selection.items.length })}
          items={selection.items.map((snapshot) => ({
            id: idOf(snapshot),
            name: nameOf(snapshot),
          }))}
          remove={(call, SnapshotId) => call('ec2', 'DeleteSnapshot', { SnapshotId })}
          onClose={close}
        >
          {t('snapshots.deleteText')}
        </DeleteDialog>
      ) : null}
    </>
  )
}

function createColumns({ t, name }: Locale): readonly ResourceColumn<Snapshot>[] {
  return [
    nameColumn(t('instances.name')),
    { id: 'id', header: t('snapshots.id'), value: idOf, cell: idOf, fixed: true, width: 220 },
    {
      id: 'size',
      header: t('volumes.size'),
      value: ({ VolumeSize }) => VolumeSize,
      cell: ({ VolumeSize }) => `${VolumeSize ?? 0} GiB`,
      filter: 'number',
      width: 110,
    },
    {
      id: 'description',
      header: t('snapshots.descriptionColumn'),
      value: ({ Description }) => Description,
      cell: ({ Description }) => Description || '-',
      width: 340,
    },
    {
      id: 'state',
      header: t('snapshots.state'),
      value: ({ State }) => State,
      cell: (snapshot) => <State snapshot={snapshot} />,
      filter: 'choice',
      width: 170,
    },
    {
      id: 'started',
      header: t('snapshots.started'),
      value: ({ StartTime }) => StartTime,
      cell: ({ StartTime }) => formatTime(StartTime, name) || '-',
      filter: 'date',
      width: 210,
    },
    {
      id: 'volume',
      header: t('volumes.id'),
      value: ({ VolumeId }) => VolumeId,
      cell: ({ VolumeId }) => <ResourceLink page="volumes" id={VolumeId} />,
      width: 215,
    },
    {
      id: 'encrypted',
      header: t('volumes.encrypted'),
      value: ({ Encrypted }) => t(Encrypted ? 'common.yes' : 'common.no'),
      cell: ({ Encrypted }) => t(Encrypted ? 'common.yes' : 'common.no'),
      filter: 'choice',
      width: 110,
    },
    {
      id: 'owner',
      header: t('instances.owner'),
      value: ({ OwnerId }) => OwnerId,
      cell: ({ OwnerId }) => OwnerId ?? '-',
      hidden: true,
    },
  ]
}

function State({ snapshot }: { readonly snapshot: Snapshot }) {
  const t = useT()
  const percent = Number.parseInt(snapshot.Progress ?? '', 10)
  if (snapshot.State === 'pending' && percent > 0)
    return <ProgressBar value={percent} ariaLabel={t('snapshots.progress')} />
  const type =
    snapshot.State === 'completed'
      ? 'success'
      : snapshot.State === 'error'
        ? 'error'
        : 'in-progress'
  return <ResourceState type={type} state={snapshot.State} />
}

function Details({ snapshot }: { readonly snapshot: Snapshot }) {
  const { t, name } = useLocale()
  return (
    <KeyValue
      columns={4}
      items={[
        [t('snapshots.id'), <CopyText key="id" text={snapshot.SnapshotId} />],
        [t('snapshots.state'), <State key="state" snapshot={snapshot} />],
        [t('snapshots.progress'), snapshot.Progress],
        [t('volumes.size'), `${snapshot.VolumeSize ?? 0} GiB`],
        [t('volumes.id'), <ResourceLink key="volume" page="volumes" id={snapshot.VolumeId} />],
        [t('volumes.encrypted'), t(snapshot.Encrypted ? 'common.yes' : 'common.no')],
        [t('snapshots.started'), formatTime(snapshot.StartTime, name)],
        [t('instances.owner'), snapshot.OwnerId],
        [t('snapshots.descriptionColumn'), snapshot.Description],
      ]}
    />
  )
}
