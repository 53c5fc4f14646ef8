import { useOperation } from '../../../api/index.ts'
import { useT } from '../../../i18n/index.ts'
import { FieldsDialog } from '../../../resources/FieldsDialog.tsx'
import { idOf, labelOf } from '../instance.ts'
import type { DialogProps } from './dialog-props.ts'

/** What becomes of the instance when the hardware below it fails. */
export function RecoveryDialog({ instances: [instance], onClose }: DialogProps) {
  const t = useT()
  const InstanceId = idOf(instance)
  const { data } = useOperation(
    'ec2',
    'DescribeInstances',
    { InstanceIds: [InstanceId] },
    { staleMs: 0 },
  )
  if (data === undefined) return null
  const present = data.Reservations?.[0]?.Instances?.[0]?.MaintenanceOptions
  return (
    <FieldsDialog
      title={t('dialog.recoveryTitle', { name: labelOf(instance) })}
      submitText={t('common.save')}
      savedText={t('dialog.saved')}
      fields={[
        {
          id: 'recovery',
          label: t('dialog.recovery'),
          kind: 'choice',
          initial: present?.AutoRecovery ?? 'default',
          options: [
            {
              value: 'default',
              label: t('dialog.recoveryDefault'),
              description: t('dialog.recoveryDefaultText'),
            },
            {
              value: 'disabled',
              label: t('common.disabled'),
              description: t('dialog.recoveryOffText'),
            },
          ],
        },
      ]}
      run={(call, { recovery }) =>
        call('ec2', 'ModifyInstanceMaintenanceOptions', {
          InstanceId,
          AutoRecovery: recovery === 'disabled' ? 'disabled' : 'default',
        })
      }
      onClose={onClose}
    />
  )
}
