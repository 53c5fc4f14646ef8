import { useT } from '../../i18n/index.ts'
import { FieldsDialog } from '../../resources/FieldsDialog.tsx'
import { useZoneOptions } from '../../resources/vpc-options.ts'
import { onOff, placementFields, readPlacement } from './placement-fields.ts'

/** Allocates hosts of a family, or of one type. */
export function AllocateHost({ onClose }: { readonly onClose: () => void }) {
  const t = useT()
  const zones = useZoneOptions()
  return (
    <FieldsDialog
      title={t('dedicatedHosts.create')}
      submitText={t('dedicatedHosts.create')}
      savedText={t('dedicatedHosts.made')}
      note={t('dedicatedHosts.createNote')}
      tagType="dedicated-host"
      fields={[
        {
          id: 'takes',
          label: t('dedicatedHosts.takesLabel'),
          description: t('dedicatedHosts.takesText'),
          initial: 'm5',
        },
        { id: 'zone', label: t('capacity.zone'), kind: 'choice', options: zones },
        {
          id: 'count',
          label: t('dedicatedHosts.count'),
          initial: '1',
          problem: (value) => (/^[1-9]$/.test(value) ? undefined : t('dedicatedHosts.badCount')),
        },
        ...placementFields(t, { auto: 'on', recovery: 'off', maintenance: 'off' }),
      ]}
      run={(call, values, tags) => {
        const takes = values['takes'] ?? ''
        return call('ec2', 'AllocateHosts', {
          ...(takes.includes('.') ? { InstanceType: takes } : { InstanceFamily: takes }),
          AvailabilityZone: values['zone'],
          Quantity: Number(values['count']),
          ...readPlacement(values),
          HostMaintenance: onOff(values['maintenance']),
          ...tags,
        })
      }}
      onClose={onClose}
    />
  )
}
