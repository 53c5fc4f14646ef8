import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import Checkbox from '@cloudscape-design/components/checkbox'
import FormField from '@cloudscape-design/components/form-field'
import Grid from '@cloudscape-design/components/grid'
import SegmentedControl from '@cloudscape-design/components/segmented-control'
import Select from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import Textarea from '@cloudscape-design/components/textarea'
import Toggle from '@cloudscape-design/components/toggle'
import { useFeed } from '../../api/index.ts'
import { useT } from '../../i18n/index.ts'
import { nameOfAlarm, stateTexts, stateTypes } from './alarm.ts'
import { knownState } from './AlarmStatus.tsx'
import {
  missingIn,
  newRow,
  readRule,
  ruleDraftOf,
  ruleText,
  stateOf,
  type RuleDraft,
  type RuleRow,
} from './rule-draft.ts'

const states = ['ALARM', 'OK', 'INSUFFICIENT_DATA'] as const

/** Builds a composite alarm's rule, alarm by alarm or as text, and says what it would be now. */
export function RuleBuilder(props: {
  readonly rule: RuleDraft
  /** The composite alarm itself, which cannot stand in its rule. */
  readonly own: string
  readonly tried: boolean
  readonly onChange: (rule: RuleDraft) => void
}) {
  const { rule, own, tried, onChange } = props
  const t = useT()
  const { items, list } = useFeed('alarms')
  const text = ruleText(rule)
  const read = readRule(text)
  const changeRow = (id: number, part: Partial<RuleRow>) =>
    onChange({ ...rule, rows: rule.rows.map((row) => (row.id === id ? { ...row, ...part } : row)) })
  const names = list
    .filter((alarm) => nameOfAlarm(alarm) !== own)
    .map((alarm) => ({
      value: nameOfAlarm(alarm),
      label: nameOfAlarm(alarm),
      labelTag: t(stateTexts[knownState(alarm.StateValue)]),
    }))
  const stateOptions = states.map((value) => ({ value, label: t(stateTexts[value]) }))
  const simple = rule.asText ? !ruleDraftOf(rule.text).asText : true
  return (
    <SpaceBetween size="m">
      <Toggle
        checked={rule.asText}
        disabled={rule.asText && text !== '' && !simple}
        onChange={({ detail }) =>
          onChange(
            detail.checked
              ? { ...rule, asText: true, text }
              : text === ''
                ? { ...rule, asText: false }
                : ruleDraftOf(rule.text),
          )
        }
        {...(rule.asText && text !== '' && !simple && { description: t('alarms.ruleNotSimple') })}
      >
        {t('alarms.ruleAsText')}
      </Toggle>
      {rule.asText ? (
        <FormField
          label={t('alarms.rule')}
          constraintText={t('alarms.ruleTextHelp')}
          errorText={
            'problem' in read && (tried || text !== '')
              ? t('alarms.ruleProblem', { problem: read.problem })
              : undefined
          }
          stretch
        >
          <Textarea
            value={rule.text}
            rows={4}
            spellcheck={false}
            placeholder={'ALARM("web-busy") AND NOT ALARM("deployment")'}
            onChange={({ detail }) => onChange({ ...rule, text: detail.value })}
          />
        </FormField>
      ) : (
        <SpaceBetween size="s">
          {rule.rows.length > 1 ? (
            <FormField label={t('alarms.ruleJoin')}>
              <SegmentedControl
                selectedId={rule.joiner}
                label={t('alarms.ruleJoin')}
                options={[
                  { id: 'AND', text: t('alarms.ruleAll') },
                  { id: 'OR', text: t('alarms.ruleAny') },
                ]}
                onChange={({ detail }) =>
                  onChange({ ...rule, joiner: detail.selectedId === 'AND' ? 'AND' : 'OR' })
                }
              />
            </FormField>
          ) : null}
          {rule.rows.map((row, at) => (
            <Grid
              key={row.id}
              gridDefinition={[{ colspan: 5 }, { colspan: 2 }, { colspan: 3 }, { colspan: 2 }]}
            >
              <FormField
                label={t('alarms.ruleAlarm', { number: String(at + 1) })}
                errorText={tried && row.alarm === '' ? t('fields.missing') : undefined}
              >
                <Select
                  selectedOption={
                    row.alarm === ''
                      ? null
                      : (names.find(({ value }) => value === row.alarm) ?? {
                          value: row.alarm,
                          label: row.alarm,
                        })
                  }
                  options={names}
                  filteringType="auto"
                  filteringAriaLabel={t('alarms.ruleAlarm', { number: String(at + 1) })}
                  expandToViewport
                  placeholder={t('fields.choose')}
                  empty={t('alarms.empty')}
                  onChange={({ detail }) =>
                    changeRow(row.id, { alarm: detail.selectedOption.value ?? '' })
                  }
                />
              </FormField>
              <FormField label={t('alarms.ruleNegated')}>
                <Checkbox
                  checked={row.not}
                  ariaLabel={`${t('alarms.ruleNegated')} ${at + 1}`}
                  onChange={({ detail }) => changeRow(row.id, { not: detail.checked })}
                >
                  {t('alarms.ruleNot')}
                </Checkbox>
              </FormField>
              <FormField label={t('network.state')}>
                <Select
                  selectedOption={stateOptions.find(({ value }) => value === row.state) ?? null}
                  options={stateOptions}
                  expandToViewport
                  onChange={({ detail }) =>
                    changeRow(row.id, { state: knownState(detail.selectedOption.value) })
                  }
                />
              </FormField>
              {rule.rows.length > 1 ? (
                <FormField label={' '}>
                  <Button
                    formAction="none"
                    ariaLabel={t('alarms.ruleRemove', { number: String(at + 1) })}
                    onClick={() =>
                      onChange({ ...rule, rows: rule.rows.filter(({ id }) => id !== row.id) })
                    }
                  >
                    {t('common.remove')}
                  </Button>
                </FormField>
              ) : (
                <span />
              )}
            </Grid>
          ))}
          <Button
            formAction="none"
            onClick={() =>
              onChange({
                ...rule,
                rows: [...rule.rows, newRow(Math.max(...rule.rows.map(({ id }) => id)) + 1)],
              })
            }
          >
            {t('alarms.ruleAdd')}
          </Button>
        </SpaceBetween>
      )}
      {'kind' in read ? <AsItStands rule={read} text={text} known={items} /> : null}
    </SpaceBetween>
  )
}

function AsItStands(props: {
  readonly rule: Parameters<typeof stateOf>[0]
  readonly text: string
  readonly known: Parameters<typeof stateOf>[1]
}) {
  const t = useT()
  const missing = missingIn(props.rule, props.known)
  if (missing.length > 0) {
    return <Alert type="warning">{t('alarms.ruleMissing', { names: missing.join(', ') })}</Alert>
  }
  const state = stateOf(props.rule, props.known)
  return (
    <FormField label={t('alarms.ruleNow')} description={<code>{props.text}</code>}>
      <StatusIndicator type={stateTypes[state]}>{t(stateTexts[state])}</StatusIndicator>
    </FormField>
  )
}
