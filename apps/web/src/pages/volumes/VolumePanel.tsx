import Table from '@cloudscape-design/components/table'
import { useFeed } from '../../api/index.ts'
import { CopyText, EmptyState, KeyValue } from '../../components/index.ts'
import { useLocale } from '../../i18n/index.ts'
import { formatTime } from '../../lib/time.ts'
import { ResourceLink } from '../../resources/ResourceLink.tsx'
import { ModificationState } from './ModificationState.tsx'
import type { Modification } from './use-modifications.ts'
import { instanceIdOf, stateTypeOf, type Volume } from './volume.ts'
import { ResourceState } from '../../resources/ResourceState.tsx'

export function VolumeDetails(props: {
  readonly volume: Volume
  readonly modification: Modification | undefined
}) {
  const { volume } = props
  const { t, name } = useLocale()
  const [attachment] = volume.Attachments ?? []
  return (
    <KeyValue
      columns={4}
      items={[
        [t('volumes.id'), <CopyText key="id" text={volume.VolumeId} />],
        [
          t('volumes.state'),
          <ResourceState key="state" type={stateTypeOf(volume)} state={volume.State} />,
        ],
        [t('volumes.type'), volume.VolumeType],
        [t('volumes.size'), `${volume.Size ?? 0} GiB`],
        [t('volumes.iops'), volume.Iops],
        [t('volumes.throughput'), volume.Throughput],
        [t('instances.zone'), volume.AvailabilityZone],
        [
          t('volumes.snapshot'),
          <ResourceLink key="snap" page="snapshots" id={volume.SnapshotId} />,
        ],
        [t('volumes.encrypted'), t(volume.Encrypted ? 'common.yes' : 'common.no')],
        [t('volumes.kms'), volume.KmsKeyId],
        [
          t('volumes.modification'),
          <ModificationState key="modification" modification={props.modification} />,
        ],
        [t('volumes.multiAttachColumn'), t(volume.MultiAttachEnabled ? 'common.yes' : 'common.no')],
        [
          t('volumes.volumeSource'),
          <ResourceLink key="source" page="volumes" id={volume.SourceVolumeId} />,
        ],
        [t('volumes.created'), formatTime(volume.CreateTime, name)],
        [
          t('volumes.attached'),
          <ResourceLink key="instance" page="instances" id={instanceIdOf(volume)} />,
        ],
        [t('launch.volume.device'), attachment?.Device],
        [
          t('launch.volume.deleteOnTermination'),
          attachment && t(attachment.DeleteOnTermination ? 'common.yes' : 'common.no'),
        ],
      ]}
    />
  )
}

/** The snapshots made of it. */
export function VolumeSnapshots({ volumeId }: { readonly volumeId: string }) {
  const { t, name } = useLocale()
  const snapshots = useFeed('snapshots')
  return (
    <Table
      variant="embedded"
      contentDensity="compact"
      items={snapshots.list.filter(({ VolumeId }) => VolumeId === volumeId)}
      trackBy="SnapshotId"
      loading={snapshots.status === 'loading'}
      loadingText={t('common.loading')}
      ariaLabels={{ tableLabel: t('snapshots.title') }}
      empty={<EmptyState title={t('snapshots.empty')} />}
      columnDefinitions={[
        {
          id: 'id',
          header: t('snapshots.id'),
          cell: ({ SnapshotId }) => <ResourceLink page="snapshots" id={SnapshotId} />,
          isRowHeader: true,
        },
        { id: 'state', header: t('snapshots.state'), cell: ({ State }) => State },
        {
          id: 'started',
          header: t('snapshots.started'),
          cell: ({ StartTime }) => formatTime(StartTime, name) || '-',
        },
        {
          id: 'description',
          header: t('snapshots.descriptionColumn'),
          cell: ({ Description }) => Description || '-',
        },
      ]}
    />
  )
}
