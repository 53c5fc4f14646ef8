import type { Input } from '@brume/console-api'
import { useOperation } from '../../api/index.ts'
import { useT, type PlainKey } from '../../i18n/index.ts'
import { FieldsDialog, type FieldValues } from '../../resources/FieldsDialog.tsx'
import { Section } from './Section.tsx'

const none = 'no-preference'
const switches = [none, 'enabled', 'disabled'] as const
const tokens = [none, 'optional', 'required'] as const

const labels: Readonly<Record<(typeof switches)[number] | (typeof tokens)[number], PlainKey>> = {
  'no-preference': 'settings.noPreference',
  enabled: 'settings.enabled',
  disabled: 'settings.disabled',
  optional: 'settings.tokensOptional',
  required: 'settings.tokensRequired',
}

/** What instances get of the metadata service when their launch does not say. */
export function MetadataSettings() {
  const t = useT()
  const { data } = useOperation('ec2', 'GetInstanceMetadataDefaults', {})
  const level = data?.AccountLevel
  const hops = level?.HttpPutResponseHopLimit
  const optionsOf = (values: readonly (keyof typeof labels)[]) =>
    values.map((value) => ({ value, label: t(labels[value]) }))
  const textOf = (value: string | undefined) => t(value === undefined ? labels[none] : keyOf(value))
  return (
    <Section
      title={t('settings.metadata')}
      text={t('settings.metadataText')}
      ready={data !== undefined}
      items={[
        [t('settings.endpoint'), data && textOf(level?.HttpEndpoint)],
        [t('settings.tokens'), data && textOf(level?.HttpTokens)],
        [t('settings.hops'), data && (hops ?? t(labels[none]))],
        [t('settings.metadataTags'), data && textOf(level?.InstanceMetadataTags)],
      ]}
      dialog={(onClose) => (
        <FieldsDialog
          title={t('settings.metadata')}
          submitText={t('common.save')}
          savedText={t('settings.saved')}
          note={t('settings.metadataNote')}
          fields={[
            {
              id: 'endpoint',
              label: t('settings.endpoint'),
              kind: 'choice',
              initial: level?.HttpEndpoint ?? none,
              options: optionsOf(switches),
            },
            {
              id: 'tokens',
              label: t('settings.tokens'),
              kind: 'choice',
              initial: level?.HttpTokens ?? none,
              options: optionsOf(tokens),
            },
            {
              id: 'hops',
              label: t('settings.hops'),
              description: t('settings.hopsText'),
              initial: hops === undefined ? '' : String(hops),
              optional: true,
              problem: (text) =>
                /^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= 64
                  ? undefined
                  : t('settings.hopsWrong'),
            },
            {
              id: 'tags',
              label: t('settings.metadataTags'),
              kind: 'choice',
              initial: level?.InstanceMetadataTags ?? none,
              options: optionsOf(switches),
            },
          ]}
          run={(call, values) => call('ec2', 'ModifyInstanceMetadataDefaults', inputOf(values))}
          onClose={onClose}
        />
      )}
    />
  )
}

function keyOf(value: string): PlainKey {
  const known = [...switches, ...tokens].find((each) => each === value)
  return labels[known ?? none]
}

function inputOf(values: FieldValues): Input<'ec2', 'ModifyInstanceMetadataDefaults'> {
  const toggle = (id: string) => switches.find((each) => each === values[id]) ?? none
  return {
    HttpEndpoint: toggle('endpoint'),
    HttpTokens: tokens.find((each) => each === values['tokens']) ?? none,
    HttpPutResponseHopLimit: values['hops'] ? Number(values['hops']) : -1,
    InstanceMetadataTags: toggle('tags'),
  }
}
