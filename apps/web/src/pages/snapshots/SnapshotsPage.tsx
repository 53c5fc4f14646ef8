import ProgressBar from '@cloudscape-design/components/progress-bar'
import type { FeedItem } from '@brume/console-api'
import { useFeed } from '../../api/index.ts'
import { CopyText, KeyValue, type ResourceColumn } from '../../components/index.ts'
import { useLocale, useT, type Locale } from '../../i18n/index.ts'
import { nameOf } from '../../lib/tags.ts'
import { formatTime } from '../../lib/time.ts'
import { FieldsDialog } from '../../resources/FieldsDialog.tsx'
import { nameColumn } from '../../resources/name-column.ts'
import { ResourceLink } from '../../resources/ResourceLink.tsx'
import { ResourcePage } from '../../resources/ResourcePage.tsx'
import { ResourceState } from '../../resources/ResourceState.tsx'

type Snapshot = FeedItem<'snapshots'>

const idOf = (snapshot: Snapshot) => snapshot.SnapshotId ?? ''

export default function SnapshotsPage() {
  const images = useFeed('images').list
  const imageOf = (snapshot: Snapshot) =>
    images.find((image) =>
      image.BlockDeviceMappings?.some(({ Ebs }) => Ebs?.SnapshotId === idOf(snapshot)),
    )
  return (
    <ResourcePage
      feed="snapshots"
      texts="snapshots"
      idOf={idOf}
      tagsOf={(snapshot) => snapshot.Tags}
      columns={createColumns}
      create={CreateSnapshot}
      refuseDelete={(snapshot, { t }) => {
        const user = imageOf(snapshot)
        return user && t('snapshots.usedBy', { id: user.ImageId ?? '' })
      }}
      remove={(call, SnapshotId) => call('ec2', 'DeleteSnapshot', { SnapshotId })}
      tabs={(snapshot, { t }) => [
        { id: 'details', label: t('tab.details'), content: <Details snapshot={snapshot} /> },
      ]}
    />
  )
}

/** A copy of what is on a volume at this moment. */
function CreateSnapshot(props: { readonly onClose: () => void }) {
  const t = useT()
  const volumes = useFeed('volumes').list.flatMap((volume) => {
    const { VolumeId, Size = 0, State, Attachments = [] } = volume
    if (VolumeId === undefined || (State !== 'in-use' && State !== 'available')) return []
    const name = nameOf(volume)
    const description = [`${Size} GiB`, Attachments[0]?.InstanceId].filter(Boolean).join(' · ')
    return [{ value: VolumeId, label: name ? `${name} (${VolumeId})` : VolumeId, description }]
  })
  return (
    <FieldsDialog
      title={t('snapshots.create')}
      submitText={t('snapshots.create')}
      savedText={t('snapshots.startedNow')}
      tagType="snapshot"
      fields={[
        {
          id: 'volume',
          label: t('volumes.id'),
          kind: 'choice',
          options: volumes,
          none: t('snapshots.noVolume'),
        },
        {
          id: 'description',
          label: t('snapshots.descriptionColumn'),
          optional: true,
          problem: (value) => (value.length > 255 ? t('snapshots.tooLong') : undefined),
        },
      ]}
      run={(call, { volume, description = '' }, tags) =>
        call('ec2', 'CreateSnapshot', {
          VolumeId: volume,
          ...(description === '' ? {} : { Description: description }),
          ...tags,
        })
      }
      onClose={props.onClose}
    />
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
