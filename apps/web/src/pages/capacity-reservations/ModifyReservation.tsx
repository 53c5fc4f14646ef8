import { useT } from '../../i18n/index.ts'
import { FieldsDialog } from '../../resources/FieldsDialog.tsx'
import { countProblem, endFields, matchField, readEnd, readMatch } from './end-field.ts'
import type { Reservation } from './ReservationsPage.tsx'

export function ModifyReservation(props: {
  readonly reservation: Reservation
  readonly onClose: () => void
}) {
  const { reservation, onClose } = props
  const t = useT()
  const { CapacityReservationId: id = '', InstanceMatchCriteria: match = 'open' } = reservation
  return (
    <FieldsDialog
      title={t('capacity.modifyTitle', { id })}
      submitText={t('common.save')}
      savedText={t('capacity.modified')}
      fields={[
        {
          id: 'count',
          label: t('capacity.total'),
          initial: String(reservation.TotalInstanceCount ?? 1),
          problem: countProblem(t),
        },
        ...endFields(t, reservation.EndDate ?? ''),
        matchField(t, match),
      ]}
      run={(call, values) =>
        call('ec2', 'ModifyCapacityReservation', {
          CapacityReservationId: id,
          InstanceCount: Number(values['count']),
          ...readEnd(values),
          // Said only when it changes: it cannot be while the reservation is used.
          ...(readMatch(values) !== match && { InstanceMatchCriteria: readMatch(values) }),
        })
      }
      onClose={onClose}
    />
  )
}
