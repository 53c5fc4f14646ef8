import { useT } from '../../i18n/index.ts'
import { FieldsDialog } from '../../resources/FieldsDialog.tsx'
import type { Reservation } from './ReservationsPage.tsx'

export function SplitReservation(props: {
  readonly reservation: Reservation
  readonly onClose: () => void
}) {
  const { reservation, onClose } = props
  const t = useT()
  const { CapacityReservationId: id = '', TotalInstanceCount: total = 1 } = reservation
  return (
    <FieldsDialog
      title={t('capacity.splitTitle', { id })}
      submitText={t('capacity.split')}
      savedText={t('capacity.splitDone')}
      note={t('capacity.splitText')}
      tagType="capacity-reservation"
      fields={[
        {
          id: 'count',
          label: t('capacity.splitCount'),
          initial: '1',
          problem: (value) =>
            /^[1-9]\d*$/.test(value) && Number(value) < total
              ? undefined
              : t('capacity.badSplit', { total: total - 1 }),
        },
      ]}
      run={(call, { count }, tags) =>
        call('ec2', 'CreateCapacityReservationBySplitting', {
          SourceCapacityReservationId: id,
          InstanceCount: Number(count),
          ...tags,
        })
      }
      onClose={onClose}
    />
  )
}
