import { useOperation } from '../../api/index.ts'
import { useT } from '../../i18n/index.ts'
import { FieldsDialog } from '../../resources/FieldsDialog.tsx'
import { Section } from './Section.tsx'

const families = ['t2', 't3', 't3a', 't4g'] as const
type Family = (typeof families)[number]

function useDefault(InstanceFamily: Family) {
  return useOperation('ec2', 'GetDefaultCreditSpecification', { InstanceFamily }).data
    ?.InstanceFamilyCreditSpecification?.CpuCredits
}

/** How burstable instances run when their launch does not say. */
export function CreditSettings() {
  const t = useT()
  const present: Record<Family, string | undefined> = {
    t2: useDefault('t2'),
    t3: useDefault('t3'),
    t3a: useDefault('t3a'),
    t4g: useDefault('t4g'),
  }
  const options = [
    {
      value: 'standard',
      label: t('dialog.creditStandard'),
      description: t('dialog.creditStandardText'),
    },
    {
      value: 'unlimited',
      label: t('dialog.creditUnlimited'),
      description: t('dialog.creditUnlimitedText'),
    },
  ]
  const label = (family: Family) => t('settings.family', { family: family.toUpperCase() })
  return (
    <Section
      title={t('settings.credits')}
      text={t('settings.creditsText')}
      ready={families.every((family) => present[family] !== undefined)}
      items={families.map((family) => [
        label(family),
        options.find(({ value }) => value === present[family])?.label,
      ])}
      dialog={(onClose) => (
        <FieldsDialog
          title={t('settings.credits')}
          submitText={t('common.save')}
          savedText={t('settings.saved')}
          note={t('settings.creditsNote')}
          fields={families.map((family) => ({
            id: family,
            label: label(family),
            kind: 'choice',
            initial: present[family] ?? 'standard',
            options,
          }))}
          run={async (call, values) => {
            for (const InstanceFamily of families) {
              const CpuCredits = values[InstanceFamily]
              if (CpuCredits === present[InstanceFamily]) continue
              await call('ec2', 'ModifyDefaultCreditSpecification', { InstanceFamily, CpuCredits })
            }
          }}
          onClose={onClose}
        />
      )}
    />
  )
}
