import { useT } from '../../i18n/index.ts'
import { FieldsDialog } from '../../resources/FieldsDialog.tsx'
import { idOf, isArchived, type Snapshot } from './snapshot.ts'

/** Archives a snapshot, or brings it back from the archive. */
export function ChangeTier(props: { readonly item: Snapshot; readonly onClose: () => void }) {
  const { item, onClose } = props
  const t = useT()
  const SnapshotId = idOf(item)
  if (!isArchived(item)) {
    return (
      <FieldsDialog
        title={t('snapshots.archiveTitle', { id: SnapshotId })}
        submitText={t('snapshots.archive')}
        savedText={t('snapshots.archiving', { id: SnapshotId })}
        warning={t('snapshots.archiveText')}
        fields={[]}
        run={(call) => call('ec2', 'ModifySnapshotTier', { SnapshotId, StorageTier: 'archive' })}
        onClose={onClose}
      />
    )
  }
  return (
    <FieldsDialog
      title={t('snapshots.restoreTitle', { id: SnapshotId })}
      submitText={t('snapshots.restore')}
      savedText={t('snapshots.restoring', { id: SnapshotId })}
      fields={[
        {
          id: 'how',
          label: t('snapshots.restoreHow'),
          kind: 'choice',
          initial: 'temporary',
          options: [
            { value: 'temporary', label: t('snapshots.restoreTemporary') },
            { value: 'permanent', label: t('snapshots.restorePermanent') },
          ],
        },
        {
          id: 'days',
          label: t('snapshots.restoreDays'),
          initial: '1',
          when: ({ how }) => how === 'temporary',
          problem: (days) =>
            /^\d+$/.test(days) && Number(days) >= 1 && Number(days) <= 180
              ? undefined
              : t('snapshots.restoreDaysWrong'),
        },
      ]}
      run={(call, { how, days }) =>
        call('ec2', 'RestoreSnapshotTier', {
          SnapshotId,
          ...(how === 'permanent'
            ? { PermanentRestore: true }
            : { TemporaryRestoreDays: Number(days) }),
        })
      }
      onClose={onClose}
    />
  )
}
