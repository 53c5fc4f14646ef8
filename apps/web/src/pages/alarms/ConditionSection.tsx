import ColumnLayout from '@cloudscape-design/components/column-layout'
import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import Select from '@cloudscape-design/components/select'
import { useLocale } from '../../i18n/index.ts'
import { formatDuration } from '../../lib/time.ts'
import { statisticName } from '../../resources/charts/ChartToolbar.tsx'
import { periods, statistics } from '../../resources/charts/range.ts'
import { isOperator, operators, type Operator } from './alarm.ts'
import { missingData, type AlarmForm, type FormFault } from './alarm-form.ts'

export interface SectionProps {
  readonly form: AlarmForm
  readonly change: (some: Partial<AlarmForm>) => void
  readonly faultText: (fault: FormFault) => string | undefined
}

const operatorNames = Object.keys(operators).filter(isOperator)

/** With what the metric is compared, how often, and what counts when nothing came. */
export function ConditionSection({ form, change, faultText }: SectionProps) {
  const { t, name: locale } = useLocale()
  const periodOptions = periods.map((seconds) => ({
    value: String(seconds),
    label: formatDuration(seconds * 1000, locale),
  }))
  const statisticOptions = statistics.map((value) => ({ value, label: statisticName(value, t) }))
  const operatorOptions = operatorNames.map((value) => ({
    value,
    label: t(`alarms.operator.${value}`),
    description: `${form.metricName} ${operators[value]} ${form.threshold || '…'}`,
  }))
  const missingOptions = missingData.map((value) => ({
    value,
    label: t(`alarms.missing.${value}`),
  }))
  return (
    <ColumnLayout columns={2}>
      <FormField label={t('charts.statistic')}>
        <Select
          selectedOption={
            statisticOptions.find(({ value }) => value === form.statistic) ?? {
              value: form.statistic,
              label: form.statistic,
            }
          }
          options={statisticOptions}
          onChange={({ detail }) => change({ statistic: detail.selectedOption.value ?? 'Average' })}
        />
      </FormField>
      <FormField label={t('charts.period')}>
        <Select
          selectedOption={periodOptions.find(({ value }) => value === String(form.period)) ?? null}
          options={periodOptions}
          onChange={({ detail }) => change({ period: Number(detail.selectedOption.value) })}
        />
      </FormField>
      <FormField label={t('alarms.whenever')}>
        <Select
          selectedOption={operatorOptions.find(({ value }) => value === form.operator) ?? null}
          options={operatorOptions}
          onChange={({ detail }) => {
            const operator: Operator | undefined = operatorNames.find(
              (one) => one === detail.selectedOption.value,
            )
            if (operator) change({ operator })
          }}
        />
      </FormField>
      <FormField label={t('alarms.threshold')} errorText={faultText('threshold')}>
        <Input
          value={form.threshold}
          inputMode="decimal"
          placeholder="50"
          onChange={({ detail }) => change({ threshold: detail.value })}
        />
      </FormField>
      <FormField
        label={t('alarms.points')}
        description={t('alarms.pointsText')}
        errorText={faultText('points')}
      >
        <Input
          value={form.points}
          inputMode="numeric"
          onChange={({ detail }) => change({ points: detail.value })}
        />
      </FormField>
      <FormField label={t('alarms.periods')} description={t('alarms.periodsText')}>
        <Input
          value={form.periods}
          inputMode="numeric"
          onChange={({ detail }) => change({ periods: detail.value })}
        />
      </FormField>
      <FormField label={t('alarms.missing')}>
        <Select
          selectedOption={missingOptions.find(({ value }) => value === form.missing) ?? null}
          options={missingOptions}
          onChange={({ detail }) => {
            const missing = missingData.find((one) => one === detail.selectedOption.value)
            if (missing) change({ missing })
          }}
        />
      </FormField>
    </ColumnLayout>
  )
}
