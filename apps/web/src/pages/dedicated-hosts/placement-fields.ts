import type { useT } from '../../i18n/index.ts'
import type { Field, FieldValues } from '../../resources/FieldsDialog.tsx'

export const onOff = (value: string | undefined) => (value === 'yes' ? 'on' : 'off')

/** Who comes on a host by itself, and what happens when it fails. */
export function placementFields(
  t: ReturnType<typeof useT>,
  now: {
    readonly auto: string | undefined
    readonly recovery: string | undefined
    readonly maintenance: string | undefined
  },
): readonly Field[] {
  const check = (id: keyof typeof now, label: string, description: string): Field => ({
    id,
    label,
    description,
    kind: 'check',
    initial: now[id] === 'on' ? 'yes' : '',
  })
  return [
    check('auto', t('dedicatedHosts.autoPlacement'), t('dedicatedHosts.autoPlacementText')),
    check('recovery', t('dedicatedHosts.recovery'), t('dedicatedHosts.recoveryText')),
    check('maintenance', t('dedicatedHosts.maintenance'), t('dedicatedHosts.maintenanceText')),
  ]
}

export function readPlacement(values: FieldValues) {
  return {
    AutoPlacement: onOff(values['auto']),
    HostRecovery: onOff(values['recovery']),
  } as const
}
