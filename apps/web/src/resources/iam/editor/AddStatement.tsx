import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import ExpandableSection from '@cloudscape-design/components/expandable-section'
import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import Multiselect from '@cloudscape-design/components/multiselect'
import SegmentedControl from '@cloudscape-design/components/segmented-control'
import Select from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Textarea from '@cloudscape-design/components/textarea'
import { useMemo, useState } from 'react'
import { useT } from '../../../i18n/index.ts'
import { accessLevels } from '../levels.ts'
import { withStatement } from '../statements.ts'
import { usePolicyWords } from '../use-policy-words.ts'

const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** One value stands alone, several in a list. */
const oneOrMany = (values: readonly string[]) => (values.length === 1 ? values[0] : values)

/** A statement by choosing: effect, service, actions, resources, a condition. */
export function AddStatement(props: {
  readonly text: string
  readonly onChange: (text: string) => void
}) {
  const { text, onChange } = props
  const t = useT()
  const { data: words } = usePolicyWords()
  const [effect, setEffect] = useState('Allow')
  const [service, setService] = useState('ec2')
  const [actions, setActions] = useState<readonly string[]>([])
  const [resources, setResources] = useState('*')
  const [operator, setOperator] = useState('')
  const [key, setKey] = useState('')
  const [values, setValues] = useState('')
  const known = words?.services[service]
  const options = useMemo(
    () => [
      { value: '*', label: t('editor.allActions') },
      ...accessLevels.flatMap((level) => {
        const names = known?.actions[level] ?? []
        if (names.length === 0) return []
        return [
          {
            label: t(`summary.${level}`),
            options: names.toSorted().map((name) => ({ value: name, label: name })),
          },
        ]
      }),
    ],
    [known, t],
  )
  const conditioned = operator !== '' && key !== ''
  const statement = {
    Effect: effect,
    Action: oneOrMany(actions.map((name) => `${service}:${name}`)),
    Resource: oneOrMany(linesOf(resources)),
    ...(conditioned && { Condition: { [operator]: { [key]: oneOrMany(linesOf(values)) } } }),
  }
  const next = withStatement(text, statement)
  const ready = actions.length > 0 && linesOf(resources).length > 0 && next !== undefined
  return (
    <SpaceBetween size="m">
      <FormField label={t('editor.effect')}>
        <SegmentedControl
          selectedId={effect}
          label={t('editor.effect')}
          options={[
            { id: 'Allow', text: t('editor.allow') },
            { id: 'Deny', text: t('editor.deny') },
          ]}
          onChange={({ detail }) => setEffect(detail.selectedId)}
        />
      </FormField>
      <FormField label={t('editor.service')}>
        <Select
          selectedOption={{ value: service, label: service }}
          options={Object.keys(words?.services ?? {})
            .toSorted()
            .map((name) => ({ value: name, label: name }))}
          filteringType="auto"
          onChange={({ detail }) => {
            setService(detail.selectedOption.value ?? '')
            setActions([])
          }}
        />
      </FormField>
      <FormField label={t('editor.actions')}>
        <Multiselect
          selectedOptions={actions.map((name) => ({
            value: name,
            label: name === '*' ? t('editor.allActions') : name,
          }))}
          options={options}
          filteringType="auto"
          tokenLimit={5}
          placeholder={t('fields.choose')}
          deselectAriaLabel={({ label = '' }) => t('fields.deselect', { label })}
          onChange={({ detail }) =>
            setActions(detail.selectedOptions.flatMap(({ value }) => value ?? []))
          }
        />
      </FormField>
      <FormField label={t('editor.resources')} description={t('editor.resourcesText')}>
        <Textarea
          value={resources}
          rows={2}
          spellcheck={false}
          onChange={({ detail }) => setResources(detail.value)}
        />
      </FormField>
      <ExpandableSection headerText={t('fields.optional', { label: t('editor.condition') })}>
        <SpaceBetween size="m">
          <FormField label={t('editor.operator')}>
            <Select
              selectedOption={
                operator === ''
                  ? { value: '', label: t('editor.noCondition') }
                  : { value: operator, label: operator }
              }
              options={[
                { value: '', label: t('editor.noCondition') },
                ...(words?.operators ?? []).map((name) => ({ value: name, label: name })),
              ]}
              filteringType="auto"
              onChange={({ detail }) => setOperator(detail.selectedOption.value ?? '')}
            />
          </FormField>
          <FormField label={t('editor.key')}>
            <Input
              value={key}
              placeholder="aws:RequestedRegion"
              onChange={({ detail }) => setKey(detail.value)}
            />
          </FormField>
          <FormField label={t('editor.values')} description={t('editor.valuesText')}>
            <Textarea
              value={values}
              rows={2}
              spellcheck={false}
              onChange={({ detail }) => setValues(detail.value)}
            />
          </FormField>
        </SpaceBetween>
      </ExpandableSection>
      {next === undefined ? <Alert type="info">{t('editor.notJson')}</Alert> : null}
      <Button
        formAction="none"
        iconName="add-plus"
        disabled={!ready}
        onClick={() => {
          if (next === undefined) return
          onChange(next)
          setActions([])
        }}
      >
        {t('editor.addStatement')}
      </Button>
    </SpaceBetween>
  )
}
