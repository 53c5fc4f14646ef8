import Button from '@cloudscape-design/components/button'
import FormField from '@cloudscape-design/components/form-field'
import Grid from '@cloudscape-design/components/grid'
import Input from '@cloudscape-design/components/input'
import Select from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Textarea from '@cloudscape-design/components/textarea'
import { useT } from '../../i18n/index.ts'
import {
  conditionFields,
  exampleOf,
  findConditionProblem,
  newCondition,
  takesRegex,
  type ConditionDraft,
} from '../../resources/load-balancing/condition-draft.ts'
import { fieldText } from '../../resources/load-balancing/describe-rule.ts'

/** One condition of a rule: what is looked at, and the values of which one must fit. */
export function ConditionFields(props: {
  readonly condition: ConditionDraft
  readonly tried: boolean
  readonly onChange: (part: Partial<ConditionDraft>) => void
  readonly onRemove?: () => void
}) {
  const { condition, onChange } = props
  const t = useT()
  const problem = findConditionProblem(condition)
  const options = conditionFields.map((value) => ({ value, label: fieldText(value, t) }))
  const kind = condition.regex ? 'regex' : 'values'
  const kinds = [
    { value: 'values', label: t('listenerRules.matchValues') },
    { value: 'regex', label: t('listenerRules.matchRegex') },
  ]
  return (
    <Grid gridDefinition={[{ colspan: 4 }, { colspan: 6 }, { colspan: 2 }]}>
      <SpaceBetween size="xs">
        <FormField label={t('listenerRules.field')}>
          <Select
            selectedOption={options.find(({ value }) => value === condition.field) ?? null}
            options={options}
            expandToViewport
            onChange={({ detail }) => {
              const field = conditionFields.find((one) => one === detail.selectedOption.value)
              onChange(newCondition(condition.id, field))
            }}
          />
        </FormField>
        {takesRegex(condition.field) ? (
          <FormField label={t('listenerRules.matchType')}>
            <Select
              selectedOption={kinds.find(({ value }) => value === kind) ?? null}
              options={kinds}
              expandToViewport
              onChange={({ detail }) =>
                onChange({ regex: detail.selectedOption.value === 'regex' })
              }
            />
          </FormField>
        ) : null}
        {condition.field === 'http-header' ? (
          <FormField label={t('listenerRules.headerName')}>
            <Input
              value={condition.name}
              onChange={({ detail }) => onChange({ name: detail.value })}
            />
          </FormField>
        ) : null}
      </SpaceBetween>
      <FormField
        label={t('listenerRules.values')}
        constraintText={t(condition.regex ? 'listenerRules.regexText' : 'listenerRules.valuesText')}
        errorText={props.tried && problem !== undefined ? t(problem) : undefined}
      >
        <Textarea
          value={condition.values}
          rows={2}
          spellcheck={false}
          placeholder={exampleOf(condition)}
          onChange={({ detail }) => onChange({ values: detail.value })}
        />
      </FormField>
      {props.onRemove ? (
        <FormField label={' '}>
          <Button formAction="none" onClick={props.onRemove}>
            {t('common.remove')}
          </Button>
        </FormField>
      ) : (
        <span />
      )}
    </Grid>
  )
}
