import { useFeed } from '../../../api/index.ts'
import { useT } from '../../../i18n/index.ts'
import { FieldsDialog } from '../../../resources/FieldsDialog.tsx'
import { idOf, labelOf } from '../instance.ts'
import type { DialogProps } from './dialog-props.ts'

/** Whether the next start takes reserved capacity, and of which reservation. */
export function ReservationDialog({ instances: [instance], onClose }: DialogProps) {
  const t = useT()
  const fitting = useFeed('capacity-reservations').list.filter(
    ({ State, InstanceType, AvailabilityZone }) =>
      State === 'active' &&
      InstanceType === instance.InstanceType &&
      AvailabilityZone === instance.Placement?.AvailabilityZone,
  )
  return (
    <FieldsDialog
      title={t('dialog.reservationTitle', { name: labelOf(instance) })}
      submitText={t('common.save')}
      savedText={t('common.saved')}
      fields={[
        {
          id: 'choice',
          label: t('dialog.reservation'),
          kind: 'choice',
          initial: instance.CapacityReservationId ?? 'open',
          options: [
            {
              value: 'open',
              label: t('dialog.reservationOpen'),
              description: t('dialog.reservationOpenText'),
            },
            {
              value: 'none',
              label: t('common.none'),
              description: t('dialog.reservationNoneText'),
            },
            ...fitting.map(
              ({ CapacityReservationId = '', AvailableInstanceCount = 0, InstanceType = '' }) => ({
                value: CapacityReservationId,
                label: CapacityReservationId,
                description: t('dialog.reservationFree', {
                  type: InstanceType,
                  count: AvailableInstanceCount,
                }),
              }),
            ),
          ],
        },
      ]}
      run={(call, { choice }) =>
        call('ec2', 'ModifyInstanceCapacityReservationAttributes', {
          InstanceId: idOf(instance),
          CapacityReservationSpecification:
            choice === 'open' || choice === 'none'
              ? { CapacityReservationPreference: choice }
              : { CapacityReservationTarget: { CapacityReservationId: choice } },
        })
      }
      onClose={onClose}
    />
  )
}
