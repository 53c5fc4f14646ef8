import Button from '@cloudscape-design/components/button'
import FormField from '@cloudscape-design/components/form-field'
import Select, { type SelectProps } from '@cloudscape-design/components/select'
import { useState } from 'react'
import { useOperation } from '../../../api/index.ts'
import { useT } from '../../../i18n/index.ts'
import { fieldElementId } from '../section-props.ts'
import type { AdvancedProps } from './AdvancedSection.tsx'
import { ChoiceField } from './ChoiceField.tsx'
import { CreateRole } from './CreateRole.tsx'

/** The role that the instance carries, and its hostname. */
export function AccessFields(props: AdvancedProps) {
  const { form, set, errorOf } = props
  const { advanced } = form
  const t = useT()
  const [creating, setCreating] = useState(false)
  const { data, isLoading } = useOperation('iam', 'ListInstanceProfiles', {})
  const none: SelectProps.Option = { value: '', label: t('common.none') }
  const profiles: SelectProps.Option[] = (data?.InstanceProfiles ?? []).map((profile) => ({
    value: profile.Arn ?? '',
    label: profile.InstanceProfileName ?? '',
    description: profile.Arn ?? '',
  }))
  const known = profiles.find(
    ({ value, label }) => value === advanced.instanceProfile || label === advanced.instanceProfile,
  )
  const other =
    advanced.instanceProfile === ''
      ? none
      : { value: advanced.instanceProfile, label: advanced.instanceProfile }
  return (
    <>
      <FormField
        stretch
        label={t('launch.profile.label')}
        description={t('launch.profile.description')}
        errorText={errorOf('instanceProfile')}
        secondaryControl={
          <Button onClick={() => setCreating(true)}>{t('launch.profile.create')}</Button>
        }
      >
        <Select
          controlId={fieldElementId('instanceProfile')}
          selectedOption={known ?? other}
          options={[none, ...profiles]}
          filteringType="auto"
          statusType={isLoading ? 'loading' : 'finished'}
          expandToViewport
          onChange={({ detail }) => set({ instanceProfile: detail.selectedOption.value ?? '' })}
        />
      </FormField>
      <ChoiceField
        id={fieldElementId('hostname')}
        label={t('launch.hostname.label')}
        value={advanced.hostnameType}
        error={errorOf('hostname')}
        options={[
          ['', t('launch.hostname.subnet')],
          ['ip-name', t('launch.hostname.ip')],
          ['resource-name', t('launch.hostname.resource')],
        ]}
        onChange={(hostnameType) => set({ hostnameType })}
      />
      {creating ? (
        <CreateRole
          onCreated={(instanceProfile) => {
            set({ instanceProfile })
            setCreating(false)
          }}
          onClose={() => setCreating(false)}
        />
      ) : null}
    </>
  )
}
