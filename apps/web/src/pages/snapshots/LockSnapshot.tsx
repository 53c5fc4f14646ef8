import { useT } from '../../i18n/index.ts'
import { FieldsDialog } from '../../resources/FieldsDialog.tsx'
import { idOf, type Snapshot } from './snapshot.ts'
import { useLock } from './use-lock.ts'

const isWhole = (text: string, least: number, most: number) =>
  /^\d+$/.test(text) && Number(text) >= least && Number(text) <= most

/** Locks a snapshot, changes its lock, or takes it off: what of these is allowed, EC2 says. */
export function LockSnapshot(props: { readonly item: Snapshot; readonly onClose: () => void }) {
  const t = useT()
  const SnapshotId = idOf(props.item)
  const { state } = useLock(SnapshotId)
  const isLocked = state !== undefined && state !== 'expired'
  return (
    <FieldsDialog
      title={t('snapshots.lockTitle', { id: SnapshotId })}
      submitText={t('common.save')}
      savedText={t('snapshots.lockSaved', { id: SnapshotId })}
      warning={t('snapshots.lockText')}
      fields={[
        {
          id: 'mode',
          label: t('snapshots.lockMode'),
          kind: 'choice',
          initial: state?.startsWith('compliance') ? 'compliance' : 'governance',
          options: [
            {
              value: 'governance',
              label: t('snapshots.lock.governance'),
              description: t('snapshots.governanceText'),
            },
            {
              value: 'compliance',
              label: t('snapshots.lock.compliance'),
              description: t('snapshots.complianceText'),
            },
            ...(isLocked ? [{ value: 'none', label: t('snapshots.unlock') }] : []),
          ],
        },
        {
          id: 'days',
          label: t('snapshots.lockDays'),
          initial: '1',
          when: ({ mode }) => mode !== 'none',
          problem: (days) => (isWhole(days, 1, 36_500) ? undefined : t('snapshots.lockDaysWrong')),
        },
        {
          id: 'hours',
          label: t('snapshots.coolOff'),
          optional: true,
          when: ({ mode }) => mode === 'compliance',
          problem: (hours) => (isWhole(hours, 1, 72) ? undefined : t('snapshots.coolOffWrong')),
        },
      ]}
      run={(call, { mode, days, hours }) =>
        mode === 'none'
          ? call('ec2', 'UnlockSnapshot', { SnapshotId })
          : call('ec2', 'LockSnapshot', {
              SnapshotId,
              LockMode: mode === 'compliance' ? 'compliance' : 'governance',
              LockDuration: Number(days),
              ...(hours ? { CoolOffPeriod: Number(hours) } : {}),
            })
      }
      onClose={props.onClose}
    />
  )
}
