import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import { useT } from '../../../i18n/index.ts'
import { fieldElementId } from '../section-props.ts'
import type { AdvancedProps } from './AdvancedSection.tsx'
import { ChoiceField } from './ChoiceField.tsx'

/** How the instance metadata service answers. */
export function MetadataFields({ form, set, errorOf }: AdvancedProps) {
  const t = useT()
  const { advanced } = form
  const on = advanced.metadataEnabled
  return (
    <>
      <ChoiceField
        id={fieldElementId('metadata')}
        label={t('launch.metadata.accessible')}
        value={on ? 'yes' : 'no'}
        error={errorOf('metadata')}
        options={[
          ['yes', t('common.enabled')],
          ['no', t('common.disabled')],
        ]}
        onChange={(value) => set({ metadataEnabled: value === 'yes' })}
      />
      {on ? (
        <>
          <ChoiceField
            id="launch-metadataTokens"
            label={t('launch.metadata.version')}
            description={t('launch.metadata.versionText')}
            value={advanced.metadataTokens}
            options={[
              ['required', t('launch.metadata.v2')],
              ['optional', t('launch.metadata.v1')],
            ]}
            onChange={(metadataTokens) => set({ metadataTokens })}
          />
          <FormField
            stretch
            label={t('launch.metadata.hops')}
            description={t('launch.metadata.hopsText')}
            errorText={errorOf('metadataHopLimit')}
          >
            <Input
              controlId={fieldElementId('metadataHopLimit')}
              type="number"
              inputMode="numeric"
              value={advanced.metadataHopLimit}
              onChange={({ detail }) => set({ metadataHopLimit: detail.value })}
            />
          </FormField>
          <ChoiceField
            id="launch-metadataTags"
            label={t('launch.metadata.tags')}
            value={advanced.metadataTags ? 'yes' : 'no'}
            options={[
              ['no', t('common.disabled')],
              ['yes', t('common.enabled')],
            ]}
            onChange={(value) => set({ metadataTags: value === 'yes' })}
          />
        </>
      ) : null}
    </>
  )
}
