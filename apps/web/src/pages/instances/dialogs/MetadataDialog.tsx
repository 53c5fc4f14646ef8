import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import RadioGroup from '@cloudscape-design/components/radio-group'
import Toggle from '@cloudscape-design/components/toggle'
import { useState } from 'react'
import { ConfirmDialog } from '../../../components/index.ts'
import { useT } from '../../../i18n/index.ts'
import { idOf, labelOf } from '../instance.ts'
import { useSave } from '../../../resources/use-save.tsx'
import type { DialogProps } from './dialog-props.ts'

/** How programs on the instance may ask for its metadata. */
export function MetadataDialog(props: DialogProps) {
  const { instances, onClose } = props
  const [instance] = instances
  const present = instance.MetadataOptions
  const t = useT()
  const save = useSave(onClose, t('dialog.saved'))
  const [enabled, setEnabled] = useState(present?.HttpEndpoint !== 'disabled')
  const [required, setRequired] = useState(present?.HttpTokens === 'required')
  const [hops, setHops] = useState(String(present?.HttpPutResponseHopLimit ?? 2))
  const [tags, setTags] = useState(present?.InstanceMetadataTags === 'enabled')
  const hopCount = Number(hops)
  const hopsValid = Number.isInteger(hopCount) && hopCount >= 1 && hopCount <= 64
  return (
    <ConfirmDialog
      title={t('dialog.metadataTitle', { name: labelOf(instance) })}
      submitText={t('common.save')}
      disabled={!hopsValid}
      onClose={onClose}
      {...save.dialog((call) =>
        call('ec2', 'ModifyInstanceMetadataOptions', {
          InstanceId: idOf(instance),
          HttpEndpoint: enabled ? 'enabled' : 'disabled',
          // The other options may only be sent while the service is on.
          ...(enabled
            ? {
                HttpTokens: required ? 'required' : 'optional',
                HttpPutResponseHopLimit: hopCount,
                InstanceMetadataTags: tags ? 'enabled' : 'disabled',
              }
            : {}),
        }),
      )}
    >
      <FormField label={t('dialog.metadataEndpoint')}>
        <Toggle checked={enabled} onChange={({ detail }) => setEnabled(detail.checked)}>
          {enabled ? t('common.enabled') : t('common.disabled')}
        </Toggle>
      </FormField>
      <FormField label={t('dialog.metadataTokens')} description={t('dialog.metadataTokensText')}>
        <RadioGroup
          value={required ? 'required' : 'optional'}
          onChange={({ detail }) => setRequired(detail.value === 'required')}
          items={[
            { value: 'required', label: t('instances.required'), disabled: !enabled },
            { value: 'optional', label: t('instances.optional'), disabled: !enabled },
          ]}
        />
      </FormField>
      <FormField
        label={t('dialog.metadataHops')}
        description={t('dialog.metadataHopsText')}
        errorText={hopsValid ? undefined : t('dialog.metadataHopsText')}
      >
        <Input
          type="number"
          inputMode="numeric"
          disabled={!enabled}
          value={hops}
          onChange={({ detail }) => setHops(detail.value)}
        />
      </FormField>
      <FormField label={t('dialog.metadataTags')}>
        <Toggle
          disabled={!enabled}
          checked={tags}
          onChange={({ detail }) => setTags(detail.checked)}
        >
          {tags ? t('common.enabled') : t('common.disabled')}
        </Toggle>
      </FormField>
    </ConfirmDialog>
  )
}
