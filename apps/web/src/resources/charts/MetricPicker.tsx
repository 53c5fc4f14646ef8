import FormField from '@cloudscape-design/components/form-field'
import Select from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useT } from '../../i18n/index.ts'
import { dimensionsOf } from './metric.ts'
import { useMetricList } from './use-metric-list.ts'

/** What is chosen so far. */
export interface ChosenMetric {
  readonly namespace: string
  readonly metricName: string
  readonly dimensions: Readonly<Record<string, string>> | undefined
}

/** From the namespace to one metric of one thing. */
export function MetricPicker(props: {
  readonly chosen: ChosenMetric
  readonly errorText: string | undefined
  readonly onChoose: (metric: ChosenMetric) => void
}) {
  const { chosen, errorText, onChoose } = props
  const t = useT()
  const everything = useMetricList({})
  const ofNamespace = useMetricList({ Namespace: chosen.namespace })
  const ofMetric = useMetricList({
    Namespace: chosen.namespace,
    ...(chosen.metricName !== '' && { MetricName: chosen.metricName }),
  })
  const namespaces = distinct([
    chosen.namespace,
    ...(everything.data ?? []).map(({ Namespace = '' }) => Namespace),
  ])
  const names = distinct([
    chosen.metricName,
    ...(ofNamespace.data ?? []).map(({ MetricName = '' }) => MetricName),
  ])
  const sets = new Map(
    (ofMetric.data ?? [])
      .filter(({ MetricName }) => MetricName === chosen.metricName)
      .map((one) => dimensionsOf(one.Dimensions))
      .map((dimensions) => [textOf(dimensions, t('alarms.noDimensions')), dimensions] as const),
  )
  const own = chosen.dimensions && textOf(chosen.dimensions, t('alarms.noDimensions'))
  if (own !== undefined && chosen.dimensions) sets.set(own, chosen.dimensions)
  const waiting = (pending: boolean) => (pending ? ('loading' as const) : ('finished' as const))
  return (
    <SpaceBetween size="m">
      <FormField label={t('alarms.namespace')}>
        <Select
          selectedOption={{ value: chosen.namespace, label: chosen.namespace }}
          options={namespaces.map(option)}
          statusType={waiting(everything.isPending)}
          onChange={({ detail }) =>
            onChoose({
              namespace: detail.selectedOption.value ?? '',
              metricName: '',
              dimensions: undefined,
            })
          }
        />
      </FormField>
      <FormField label={t('alarms.metric')}>
        <Select
          selectedOption={chosen.metricName === '' ? null : option(chosen.metricName)}
          options={names.map(option)}
          filteringType="auto"
          placeholder={t('fields.choose')}
          empty={t('alarms.noMetrics')}
          statusType={waiting(ofNamespace.isPending)}
          onChange={({ detail }) =>
            onChoose({
              ...chosen,
              metricName: detail.selectedOption.value ?? '',
              dimensions: undefined,
            })
          }
        />
      </FormField>
      <FormField label={t('alarms.dimensions')} errorText={errorText}>
        <Select
          selectedOption={own === undefined ? null : option(own)}
          options={[...sets.keys()].toSorted().map(option)}
          filteringType="auto"
          placeholder={t('fields.choose')}
          empty={t('alarms.noMetrics')}
          statusType={waiting(ofMetric.isPending)}
          onChange={({ detail }) =>
            onChoose({ ...chosen, dimensions: sets.get(detail.selectedOption.value ?? '') })
          }
        />
      </FormField>
    </SpaceBetween>
  )
}

const option = (value: string) => ({ value, label: value })

const distinct = (all: readonly string[]): string[] =>
  [...new Set(all)].filter((one) => one !== '').toSorted()

function textOf(dimensions: Readonly<Record<string, string>>, none: string): string {
  const parts = Object.entries(dimensions).map(([name, value]) => `${name}: ${value}`)
  return parts.length === 0 ? none : parts.join(', ')
}
