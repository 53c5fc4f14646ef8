import type { ResourceColumn } from '../../components/index.ts'
import type { Locale } from '../../i18n/index.ts'
import { formatTime } from '../../lib/time.ts'
import { nameColumn } from '../../resources/name-column.ts'
import { ResourceLink } from '../../resources/ResourceLink.tsx'
import { idOf, isArchived, type Snapshot } from './snapshot.ts'
import { SnapshotState } from './SnapshotState.tsx'

export function createColumns({ t, name }: Locale): readonly ResourceColumn<Snapshot>[] {
  const tier = (snapshot: Snapshot) =>
    t(isArchived(snapshot) ? 'snapshots.tier.archive' : 'snapshots.tier.standard')
  const encrypted = ({ Encrypted }: Snapshot) => t(Encrypted ? 'common.yes' : 'common.no')
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
      id: 'tier',
      header: t('snapshots.tier'),
      value: tier,
      cell: tier,
      filter: 'choice',
      width: 130,
    },
    {
      id: 'state',
      header: t('snapshots.state'),
      value: ({ State }) => State,
      cell: (snapshot) => <SnapshotState snapshot={snapshot} />,
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
      value: encrypted,
      cell: encrypted,
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
