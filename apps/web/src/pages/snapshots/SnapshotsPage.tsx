import { decideSnapshot } from '@brume/ec2-model'
import { useFeeds } from '../../api/index.ts'
import type { Locale } from '../../i18n/index.ts'
import { usePlaces } from '../../resources/places/use-places.ts'
import { ResourcePage, type ResourceAction } from '../../resources/ResourcePage.tsx'
import { CreateVolume } from '../../resources/volumes/CreateVolume.tsx'
import { ChangeTier } from './ChangeTier.tsx'
import { createColumns } from './columns.tsx'
import { CopySnapshot } from './CopySnapshot.tsx'
import { CreateSnapshot } from './CreateSnapshot.tsx'
import { LockSnapshot } from './LockSnapshot.tsx'
import { ShareSnapshot } from './ShareSnapshot.tsx'
import { idOf, isArchived, type Snapshot } from './snapshot.ts'
import { SnapshotDetails } from './SnapshotDetails.tsx'

/** What EC2 would refuse, before it is asked. */
const refuseUse =
  (action: 'createVolume' | 'copy') =>
  (snapshot: Snapshot, { t }: Locale) => {
    const state =
      snapshot.State === 'pending' || snapshot.State === 'error' ? snapshot.State : 'completed'
    const archived = isArchived(snapshot)
    const verdict = decideSnapshot(action, { id: idOf(snapshot), state, archived })
    if (verdict.allowed) return undefined
    return t(verdict.reason === 'archived' ? 'snapshots.isArchived' : 'snapshots.notCompleted')
  }

const actions: readonly ResourceAction<Snapshot>[] = [
  {
    id: 'volume',
    text: 'snapshots.createVolume',
    refuse: refuseUse('createVolume'),
    dialog: ({ item, onClose }) => <CreateVolume snapshotId={idOf(item)} onClose={onClose} />,
  },
  { id: 'copy', text: 'snapshots.copy', refuse: refuseUse('copy'), dialog: CopySnapshot },
  { id: 'share', text: 'snapshots.share', dialog: ShareSnapshot },
  { id: 'lock', text: 'snapshots.manageLock', dialog: LockSnapshot },
  {
    id: 'archive',
    text: 'snapshots.archive',
    refuse: refuseUse('copy'),
    dialog: ChangeTier,
  },
  {
    id: 'restore',
    text: 'snapshots.restore',
    refuse: (snapshot, { t }) => (isArchived(snapshot) ? undefined : t('snapshots.notArchived')),
    dialog: ChangeTier,
  },
]

export default function SnapshotsPage() {
  const images = useFeeds('images', usePlaces().shown)
  const userOf = (snapshot: Snapshot) =>
    images.list.find((image) =>
      image.BlockDeviceMappings?.some(({ Ebs }) => Ebs?.SnapshotId === idOf(snapshot)),
    )
  return (
    <ResourcePage
      feed="snapshots"
      removal="snapshot"
      texts="snapshots"
      idOf={idOf}
      tagsOf={({ Tags }) => Tags}
      columns={createColumns}
      create={CreateSnapshot}
      actions={actions}
      refuseDelete={(snapshot, { t }) => {
        const user = userOf(snapshot)
        return user && t('snapshots.usedBy', { id: user.ImageId ?? '' })
      }}
      remove={(call, SnapshotId) => call('ec2', 'DeleteSnapshot', { SnapshotId })}
      tabs={(snapshot, { t }) => [
        {
          id: 'details',
          label: t('tab.details'),
          content: <SnapshotDetails key={idOf(snapshot)} snapshot={snapshot} />,
        },
      ]}
    />
  )
}
