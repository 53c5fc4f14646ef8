import type { ResourceColumn } from '../../components/index.ts'
import type { Locale } from '../../i18n/index.ts'
import { formatTime } from '../../lib/time.ts'
import { nameColumn } from '../../resources/name-column.ts'
import { ResourceLink } from '../../resources/ResourceLink.tsx'
import { attachmentsOf, idOf, instanceIdOf, stateTypeOf, type Volume } from './volume.ts'
import { ModificationState } from './ModificationState.tsx'
import { modificationText, type Modification } from './use-modifications.ts'
import { ResourceState } from '../../resources/ResourceState.tsx'

type Column = ResourceColumn<Volume>
type Value = string | number | undefined

export function createColumns(
  { t, name }: Locale,
  modifications: ReadonlyMap<string, Modification>,
): readonly Column[] {
  const plain = (
    id: string,
    header: string,
    value: (volume: Volume) => Value,
    more: Partial<Column> = {},
  ): Column => ({ id, header, value, cell: (volume) => value(volume) ?? '-', ...more })
  const choice = { filter: 'choice' } as const
  const number = { filter: 'number', width: 110 } as const
  return [
    nameColumn(t('instances.name')),
    plain('id', t('volumes.id'), idOf, { fixed: true, width: 215 }),
    plain('type', t('volumes.type'), ({ VolumeType }) => VolumeType, { ...choice, width: 110 }),
    plain('size', t('volumes.size'), ({ Size }) => Size, {
      ...number,
      cell: ({ Size }) => (Size === undefined ? '-' : `${Size} GiB`),
    }),
    plain('iops', t('volumes.iops'), ({ Iops }) => Iops, number),
    plain('throughput', t('volumes.throughput'), ({ Throughput }) => Throughput, {
      ...number,
      width: 130,
    }),
    plain('state', t('volumes.state'), ({ State }) => State, {
      ...choice,
      width: 140,
      cell: (volume) => <ResourceState type={stateTypeOf(volume)} state={volume.State} />,
    }),
    plain(
      'modification',
      t('volumes.modification'),
      (volume) => modificationText(modifications.get(idOf(volume)), t) || undefined,
      {
        ...choice,
        width: 170,
        cell: (volume) => <ModificationState modification={modifications.get(idOf(volume))} />,
      },
    ),
    plain('attached', t('volumes.attached'), (volume) => attachmentsOf(volume).join(', '), {
      width: 320,
      cell: (volume) =>
        instanceIdOf(volume) === undefined ? '-' : <Attachments volume={volume} />,
    }),
    plain('snapshot', t('volumes.snapshot'), ({ SnapshotId }) => SnapshotId, {
      width: 215,
      cell: ({ SnapshotId }) => <ResourceLink page="snapshots" id={SnapshotId} />,
    }),
    plain('created', t('volumes.created'), ({ CreateTime }) => CreateTime, {
      filter: 'date',
      width: 210,
      cell: ({ CreateTime }) => formatTime(CreateTime, name) || '-',
    }),
    plain('zone', t('instances.zone'), ({ AvailabilityZone }) => AvailabilityZone, {
      ...choice,
      width: 150,
    }),
    plain(
      'encrypted',
      t('volumes.encrypted'),
      ({ Encrypted }) => t(Encrypted ? 'common.yes' : 'common.no'),
      { ...choice, width: 110 },
    ),
    plain(
      'multi',
      t('volumes.multiAttachColumn'),
      ({ MultiAttachEnabled }) => t(MultiAttachEnabled ? 'common.yes' : 'common.no'),
      { ...choice, hidden: true },
    ),
    plain('kms', t('volumes.kms'), ({ KmsKeyId }) => KmsKeyId, { hidden: true }),
  ]
}

function Attachments({ volume }: { readonly volume: Volume }) {
  return (volume.Attachments ?? []).map(({ InstanceId, Device, State }) => (
    <div key={InstanceId}>
      <ResourceLink page="instances" id={InstanceId} />: {Device} ({State})
    </div>
  ))
}
