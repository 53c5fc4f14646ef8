import type { Input } from '@brume/console-api'
import { useT } from '../../i18n/index.ts'
import { FieldsDialog, type Field, type FieldValues } from '../../resources/FieldsDialog.tsx'
import { idOf, isSecret, useValue, type Parameter } from './parameter.ts'

type Put = Input<'ssm', 'PutParameter'>

const kinds = ['String', 'StringList', 'SecureString'] as const
const tiers = ['Standard', 'Advanced', 'Intelligent-Tiering'] as const

const one = <T extends string>(all: readonly T[], value: string | undefined): T | undefined =>
  all.find((each) => each === value)

/** The fields that creating and editing share: an existing one keeps its type. */
function useFields(type: string | undefined, present?: Parameter, value = ''): readonly Field[] {
  const t = useT()
  const isType = (wanted: string) => (values: FieldValues) => (type ?? values['type']) === wanted
  const lengthProblem = (text: string, values: FieldValues) => {
    const most = values['tier'] === 'Standard' ? 4096 : 8192
    return text.length > most ? t('parameters.tooLong', { count: most }) : undefined
  }
  return [
    {
      id: 'description',
      label: t('groups.descriptionColumn'),
      initial: present?.Description ?? '',
      optional: true,
    },
    {
      id: 'tier',
      label: t('parameters.tier'),
      kind: 'choice',
      initial: present?.Tier ?? 'Standard',
      options: tiers
        .filter((tier) => present?.Tier !== 'Advanced' || tier !== 'Standard')
        .map((tier) => ({
          value: tier,
          label: t(tierTexts[tier]),
          description: t(tierDetails[tier]),
        })),
    },
    {
      id: 'key',
      label: t('parameters.key'),
      initial: present?.KeyId ?? 'alias/aws/ssm',
      when: isType('SecureString'),
    },
    {
      id: 'dataType',
      label: t('parameters.dataType'),
      kind: 'choice',
      initial: present?.DataType ?? 'text',
      when: isType('String'),
      options: [
        { value: 'text', label: 'text' },
        {
          value: 'aws:ec2:image',
          label: 'aws:ec2:image',
          description: t('parameters.imageText'),
        },
      ],
    },
    {
      id: 'value',
      label: t('parameters.value'),
      kind: 'area',
      initial: value,
      when: (values) => !isType('SecureString')(values),
      description: t('parameters.valueText'),
      problem: lengthProblem,
    },
    {
      id: 'secret',
      label: t('parameters.value'),
      kind: 'secret',
      initial: value,
      when: isType('SecureString'),
      problem: lengthProblem,
    },
    {
      id: 'pattern',
      label: t('parameters.pattern'),
      description: t('parameters.patternText'),
      initial: present?.AllowedPattern ?? '',
      optional: true,
      placeholder: '^\\d+$',
    },
  ]
}

const tierTexts = {
  Standard: 'parameters.standard',
  Advanced: 'parameters.advanced',
  'Intelligent-Tiering': 'parameters.intelligent',
} as const
const tierDetails = {
  Standard: 'parameters.standardText',
  Advanced: 'parameters.advancedText',
  'Intelligent-Tiering': 'parameters.intelligentText',
} as const

function toInput(values: FieldValues, type: string | undefined): Put {
  const tier = one(tiers, values['tier'])
  const Type = one(kinds, type)
  return {
    Name: values['name'],
    Value: values['secret'] ?? values['value'],
    ...(Type && { Type }),
    ...(tier && { Tier: tier }),
    ...(values['description'] && { Description: values['description'] }),
    ...(values['key'] && { KeyId: values['key'] }),
    ...(values['dataType'] && { DataType: values['dataType'] }),
    ...(values['pattern'] && { AllowedPattern: values['pattern'] }),
  }
}

/** Makes one; in the folder that is open, unless another is typed. */
export function CreateParameter(props: { readonly folder: string; readonly onClose: () => void }) {
  const t = useT()
  const fields = useFields(undefined)
  return (
    <FieldsDialog
      title={t('parameters.create')}
      submitText={t('parameters.create')}
      savedText={t('parameters.created')}
      tagType="Parameter"
      fields={[
        {
          id: 'name',
          label: t('parameters.name'),
          description: t('parameters.nameText'),
          initial: props.folder === '/' ? '' : props.folder,
          placeholder: '/app/prod/db/url',
          problem: (value) =>
            !/^\/?[\w.-]+(\/[\w.-]+)*$/.test(value) ||
            (value.includes('/') && !value.startsWith('/'))
              ? t('parameters.nameProblem')
              : undefined,
        },
        {
          id: 'type',
          label: t('parameters.type'),
          kind: 'choice',
          initial: 'String',
          options: [
            { value: 'String', label: 'String', description: t('parameters.stringText') },
            { value: 'StringList', label: 'StringList', description: t('parameters.listText') },
            {
              value: 'SecureString',
              label: 'SecureString',
              description: t('parameters.secureText'),
            },
          ],
        },
        ...fields,
      ]}
      run={(call, values, { TagSpecifications }) => {
        const Tags = TagSpecifications?.[0]?.Tags
        return call('ssm', 'PutParameter', {
          ...toInput(values, values['type']),
          ...(Tags && { Tags }),
        })
      }}
      onClose={props.onClose}
    />
  )
}

/** Each save is a new version. */
export function EditParameter(props: { readonly item: Parameter; readonly onClose: () => void }) {
  const { data } = useValue(props.item, true)
  if (data === undefined) return null
  return <Editor {...props} value={data.Parameter?.Value ?? ''} />
}

function Editor(props: {
  readonly item: Parameter
  readonly value: string
  readonly onClose: () => void
}) {
  const { item, value, onClose } = props
  const t = useT()
  return (
    <FieldsDialog
      title={t('parameters.editTitle', { name: idOf(item) })}
      submitText={t('common.save')}
      savedText={t('parameters.saved')}
      fields={useFields(item.Type, item, value)}
      note={t(isSecret(item) ? 'parameters.editSecretNote' : 'parameters.editNote')}
      run={(call, values) =>
        call('ssm', 'PutParameter', {
          ...toInput({ ...values, name: idOf(item) }, item.Type),
          Overwrite: true,
        })
      }
      onClose={onClose}
    />
  )
}
