import { useT, type Key } from '../../../i18n/index.ts'
import type { AdvancedChoice } from '../model/form.ts'
import type { FieldId } from '../model/issues.ts'
import { isBurstable } from '../model/run-instances.ts'
import { fieldElementId } from '../section-props.ts'
import type { AdvancedProps } from './AdvancedSection.tsx'
import { ChoiceField } from './ChoiceField.tsx'

type Switch = {
  [K in keyof AdvancedChoice]: AdvancedChoice[K] extends boolean ? K : never
}[keyof AdvancedChoice]

const switches = [
  ['hibernation', 'launch.behaviour.hibernation'],
  ['terminationProtection', 'launch.behaviour.terminationProtection'],
  ['stopProtection', 'launch.behaviour.stopProtection'],
  ['detailedMonitoring', 'launch.behaviour.monitoring'],
  ['ebsOptimized', 'launch.behaviour.ebsOptimized'],
] as const satisfies readonly (readonly [Switch, Key])[]

const switchField: Partial<Record<Switch, FieldId>> = {
  hibernation: 'hibernation',
  stopProtection: 'stopProtection',
  ebsOptimized: 'ebsOptimized',
}

/** What happens when the instance is shut down, and what is protected or watched. */
export function BehaviourFields(props: AdvancedProps) {
  const { form, set, errorOf, types } = props
  const { advanced } = form
  const t = useT()
  const type = types?.find(({ name }) => name === form.instanceType)
  const reasonOf = (name: Switch): string | undefined => {
    if (name === 'hibernation' && type && !type.hibernation)
      return t('launch.issue.hibernationType', { type: type.name })
    if (name === 'stopProtection' && form.image?.rootDeviceType === 'instance-store')
      return t('launch.issue.stopProtectionStore')
    if (name === 'ebsOptimized' && type?.ebsOptimized === 'unsupported')
      return t('launch.issue.ebsOptimizedType', { type: type.name })
    return undefined
  }
  return (
    <>
      <ChoiceField
        id="launch-autoRecovery"
        label={t('launch.behaviour.autoRecovery')}
        value={advanced.autoRecovery}
        options={[
          ['default', t('launch.behaviour.default')],
          ['disabled', t('common.disabled')],
        ]}
        onChange={(autoRecovery) => set({ autoRecovery })}
      />
      <ChoiceField
        id="launch-shutdown"
        label={t('launch.behaviour.shutdown')}
        value={advanced.shutdown}
        options={[
          ['stop', t('launch.behaviour.stop')],
          ['terminate', t('launch.behaviour.terminate')],
        ]}
        onChange={(shutdown) => set({ shutdown })}
      />
      {switches.map(([name, label]) => {
        const field = switchField[name]
        const reason = reasonOf(name)
        return (
          <ChoiceField
            key={name}
            id={field ? fieldElementId(field) : `launch-${name}`}
            label={t(label)}
            value={advanced[name] ? 'yes' : 'no'}
            error={field && errorOf(field)}
            options={[
              ['no', t('common.disabled')],
              ['yes', t('common.enabled'), reason],
            ]}
            onChange={(value) => set({ [name]: value === 'yes' })}
          />
        )
      })}
      {isBurstable(form.instanceType) ? (
        <ChoiceField
          id={fieldElementId('credits')}
          label={t('launch.behaviour.credits')}
          value={advanced.credits}
          error={errorOf('credits')}
          options={[
            ['', t('launch.behaviour.accountDefault')],
            ['standard', t('launch.behaviour.standard')],
            ['unlimited', t('launch.behaviour.unlimited')],
          ]}
          onChange={(credits) => set({ credits })}
        />
      ) : null}
    </>
  )
}
