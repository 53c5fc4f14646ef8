import { useOperation } from '../../api/index.ts'
import { CopyText, KeyValue } from '../../components/index.ts'
import { useLocale } from '../../i18n/index.ts'
import { formatTime } from '../../lib/time.ts'
import { ResourceLink } from '../../resources/ResourceLink.tsx'
import { idOf, isArchived, type Snapshot } from './snapshot.ts'
import { SnapshotState } from './SnapshotState.tsx'
import { useLock } from './use-lock.ts'

export function SnapshotDetails({ snapshot }: { readonly snapshot: Snapshot }) {
  const { t, name } = useLocale()
  const lock = useLock(idOf(snapshot))
  const { data: tiers } = useOperation(
    'ec2',
    'DescribeSnapshotTierStatus',
    { Filters: [{ Name: 'snapshot-id', Values: [idOf(snapshot)] }] },
    // What is under way is looked at again and again.
    {
      refetchIntervalMs: ({ SnapshotTierStatuses: tiers }) =>
        tiers?.[0]?.LastTieringOperationStatus?.endsWith('in-progress') ? 2_000 : undefined,
    },
  )
  const tier = tiers?.SnapshotTierStatuses?.[0]
  const isMoving = tier?.LastTieringOperationStatus?.endsWith('in-progress') === true
  const tierText = t(
    (tier?.StorageTier ?? snapshot.StorageTier) === 'archive' || isArchived(snapshot)
      ? 'snapshots.tier.archive'
      : 'snapshots.tier.standard',
  )
  return (
    <KeyValue
      columns={4}
      items={[
        [t('snapshots.id'), <CopyText key="id" text={snapshot.SnapshotId} />],
        [t('snapshots.state'), <SnapshotState key="state" snapshot={snapshot} />],
        [t('snapshots.progress'), snapshot.Progress],
        [t('volumes.size'), `${snapshot.VolumeSize ?? 0} GiB`],
        [t('volumes.id'), <ResourceLink key="volume" page="volumes" id={snapshot.VolumeId} />],
        [t('volumes.encrypted'), t(snapshot.Encrypted ? 'common.yes' : 'common.no')],
        [t('volumes.kms'), snapshot.KmsKeyId],
        [t('snapshots.started'), formatTime(snapshot.StartTime, name)],
        [t('instances.owner'), snapshot.OwnerId],
        [t('snapshots.descriptionColumn'), snapshot.Description],
        [
          t('snapshots.tier'),
          isMoving
            ? t('snapshots.tierMoving', {
                tier: tierText,
                percent: tier?.LastTieringProgress ?? 0,
              })
            : tierText,
        ],
        [t('snapshots.restoredUntil'), formatTime(tier?.RestoreExpiryTime, name)],
        [t('snapshots.lock'), lock.state && t(`snapshots.lock.${lock.state}`)],
        [t('snapshots.lockedUntil'), formatTime(lock.until, name)],
      ]}
    />
  )
}
