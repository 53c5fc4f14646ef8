import { normalizationFactor, parseInstanceType } from '@brume/ec2-model'
import { useT } from '../../i18n/index.ts'
import { asTypeName } from '../../lib/instance-type-name.ts'
import { FieldsDialog } from '../../resources/FieldsDialog.tsx'
import { useZoneOptions } from '../../resources/vpc-options.ts'
import { idOf, type Reserved } from './reserved.ts'

/** Moves Reserved Instances to another zone or scope, or changes their size; a part of them stays as it is where not all are taken. */
export function ModifyReserved(props: {
  readonly reserved: Reserved
  readonly onClose: () => void
}) {
  const { reserved, onClose } = props
  const t = useT()
  const zones = useZoneOptions()
  const { InstanceType: type = '', InstanceCount: total = 1, AvailabilityZone: zone } = reserved
  const factor = normalizationFactor(type) ?? 1
  /** How many of what was there become others, if it comes out even. */
  const taken = (values: Readonly<Record<string, string>>) =>
    (Number(values['count']) * (normalizationFactor(values['type'] ?? '') ?? factor)) / factor
  return (
    <FieldsDialog
      title={t('reserved.modifyTitle', { name: `${total} × ${type}` })}
      submitText={t('reserved.modify')}
      savedText={t('reserved.modified')}
      note={t('reserved.modifyNote')}
      fields={[
        {
          id: 'type',
          label: t('templates.type'),
          initial: type,
          problem: (value) =>
            parseInstanceType(value)?.family === parseInstanceType(type)?.family
              ? undefined
              : t('reserved.otherFamily'),
        },
        {
          id: 'count',
          label: t('reserved.count'),
          initial: String(total),
          problem: (value, values) => {
            const number = taken({ ...values, count: value })
            if (!/^[1-9]\d*$/.test(value) || number > total) {
              return t('reserved.badCount', { total })
            }
            return Number.isInteger(number) ? undefined : t('reserved.uneven', { type })
          },
        },
        {
          id: 'zone',
          label: t('reserved.scope'),
          kind: 'choice',
          initial: zone ?? 'region',
          options: [{ value: 'region', label: t('reserved.region') }, ...zones],
        },
      ]}
      run={(call, values) => {
        const target = values['zone'] ?? 'region'
        const rest = total - taken(values)
        return call('ec2', 'ModifyReservedInstances', {
          ReservedInstancesIds: [idOf(reserved)],
          TargetConfigurations: [
            {
              InstanceType: asTypeName(values['type']),
              InstanceCount: Number(values['count']),
              ...scopeInput(target === 'region' ? undefined : target),
            },
            ...(rest > 0
              ? [{ InstanceType: asTypeName(type), InstanceCount: rest, ...scopeInput(zone) }]
              : []),
          ],
        })
      }}
      onClose={onClose}
    />
  )
}

function scopeInput(zone: string | undefined) {
  return zone === undefined
    ? { Scope: 'Region' as const }
    : { Scope: 'Availability Zone' as const, AvailabilityZone: zone }
}
