import { useT } from '../../../i18n/index.ts'
import { FieldsDialog } from '../../../resources/FieldsDialog.tsx'
import { nameOfGroup, type Group } from '../group.ts'

/** Desired, least and most: the manual change of capacity. */
export function CapacityDialog(props: { readonly group: Group; readonly onClose: () => void }) {
  const { group, onClose } = props
  const t = useT()
  const whole = (value: string) => (/^\d{1,5}$/.test(value) ? undefined : t('asg.wholeNumber'))
  return (
    <FieldsDialog
      title={t('asg.capacityTitle', { name: nameOfGroup(group) })}
      submitText={t('asg.update')}
      savedText={t('asg.capacitySaved')}
      note={t('asg.capacityText')}
      fields={[
        {
          id: 'desired',
          label: t('asg.desired'),
          initial: String(group.DesiredCapacity ?? 0),
          problem: (value, { min = '', max = '' }) =>
            whole(value) ??
            (Number(value) < Number(min) || Number(value) > Number(max)
              ? t('asg.desiredRange')
              : undefined),
        },
        {
          id: 'min',
          label: t('asg.minLong'),
          initial: String(group.MinSize ?? 0),
          problem: (value, { max = '' }) =>
            whole(value) ?? (Number(value) > Number(max) ? t('asg.minAboveMax') : undefined),
        },
        { id: 'max', label: t('asg.maxLong'), initial: String(group.MaxSize ?? 0), problem: whole },
      ]}
      run={(call, { desired, min, max }) =>
        call('auto-scaling', 'UpdateAutoScalingGroup', {
          AutoScalingGroupName: nameOfGroup(group),
          DesiredCapacity: Number(desired),
          MinSize: Number(min),
          MaxSize: Number(max),
        })
      }
      onClose={onClose}
    />
  )
}
