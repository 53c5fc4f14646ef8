import { useOperation } from '../../api/index.ts'
import { useT } from '../../i18n/index.ts'
import { SharePermissions } from '../../resources/SharePermissions.tsx'
import { idOf, type Snapshot } from './snapshot.ts'

/** Who may make volumes and copies of the snapshot besides its owner. */
export function ShareSnapshot(props: { readonly item: Snapshot; readonly onClose: () => void }) {
  const t = useT()
  const SnapshotId = idOf(props.item)
  const { data } = useOperation('ec2', 'DescribeSnapshotAttribute', {
    SnapshotId,
    Attribute: 'createVolumePermission',
  })
  return (
    <SharePermissions
      title={t('snapshots.share')}
      savedText={t('snapshots.shared', { id: SnapshotId })}
      privateText={t('snapshots.privateText')}
      publicText={t('snapshots.publicText')}
      permissions={data && (data.CreateVolumePermissions ?? [])}
      save={(call, CreateVolumePermission) =>
        call('ec2', 'ModifySnapshotAttribute', { SnapshotId, CreateVolumePermission })
      }
      onClose={props.onClose}
    />
  )
}
