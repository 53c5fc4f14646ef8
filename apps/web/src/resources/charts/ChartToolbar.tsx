import Button from '@cloudscape-design/components/button'
import Select from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useLocale, type Translate } from '../../i18n/index.ts'
import { formatDuration, accountNowMs } from '../../lib/time.ts'
import {
  comparisons,
  moved,
  periodOf,
  periods,
  spans,
  statistics,
  zoomed,
  type ChartRange,
} from './range.ts'

/** Span, period, statistic, comparison, and the way through time: for all charts below it. */
export function ChartToolbar(props: {
  readonly range: ChartRange
  readonly onRange: (range: ChartRange) => void
  readonly onRefresh: () => void
  readonly loading: boolean
}) {
  const { range, onRange, onRefresh, loading } = props
  const { t, name: locale } = useLocale()
  const duration = (ms: number): string => formatDuration(ms, locale)
  const { period: _period, statistic: _statistic, compareMs: _compareMs, ...span } = range
  return (
    <SpaceBetween direction="horizontal" size="xs" alignItems="center">
      <Choice
        label={t('charts.span')}
        value={range.durationMs}
        options={[...new Set([...spans, range.durationMs])]
          .toSorted((a, b) => a - b)
          .map((ms) => [ms, duration(ms)])}
        onChange={(durationMs = range.durationMs) => {
          const { period: _old, untilMs: _until, ...rest } = range
          onRange({ ...rest, durationMs })
        }}
      />
      <Choice
        label={t('charts.period')}
        value={range.period}
        automatic={t('charts.automatic', { value: duration(periodOf({ ...span }) * 1000) })}
        options={periods.map((seconds) => [seconds, duration(seconds * 1000)])}
        onChange={(period) => onRange({ ...range, period })}
      />
      <Choice
        label={t('charts.statistic')}
        value={range.statistic}
        automatic={t('charts.ownStatistic')}
        options={statistics.map((one) => [one, statisticName(one, t)])}
        onChange={(statistic) => onRange({ ...range, statistic })}
      />
      <Choice
        label={t('charts.compare')}
        value={range.compareMs}
        automatic={t('charts.noComparison')}
        options={comparisons.map((ms) => [ms, t('charts.before', { duration: duration(ms) })])}
        onChange={(compareMs) => onRange({ ...range, compareMs })}
      />
      <Step
        icon="angle-left"
        label={t('charts.back')}
        onClick={() => onRange(moved(range, -1, accountNowMs()))}
      />
      <Step
        icon="angle-right"
        label={t('charts.forward')}
        disabled={range.untilMs === undefined}
        onClick={() => onRange(moved(range, 1, accountNowMs()))}
      />
      <Step
        icon="zoom-in"
        label={t('charts.zoomIn')}
        onClick={() => onRange(zoomed(range, 0.5, accountNowMs()))}
      />
      <Step
        icon="zoom-out"
        label={t('charts.zoomOut')}
        onClick={() => onRange(zoomed(range, 2, accountNowMs()))}
      />
      <Button
        iconName="refresh"
        ariaLabel={t('charts.refresh')}
        loading={loading}
        onClick={onRefresh}
      />
    </SpaceBetween>
  )
}

export function statisticName(statistic: string, t: Translate): string {
  switch (statistic) {
    case 'Average':
      return t('charts.average')
    case 'Minimum':
      return t('charts.minimum')
    case 'Maximum':
      return t('charts.maximum')
    case 'Sum':
      return t('charts.sum')
    case 'SampleCount':
      return t('charts.sampleCount')
    default:
      return statistic
  }
}

function Choice<V extends string | number>(props: {
  readonly label: string
  readonly value: V | undefined
  /** What stands for no choice; without it there is always one. */
  readonly automatic?: string
  readonly options: readonly (readonly [V, string])[]
  /** `undefined`: nothing is chosen. */
  readonly onChange: (value: V | undefined) => void
}) {
  const { label, value, automatic, options, onChange } = props
  const all = [
    ...(automatic === undefined ? [] : [{ value: '', label: automatic }]),
    ...options.map(([each, text]) => ({ value: String(each), label: text })),
  ]
  const chosen = all.find((one) => one.value === String(value ?? '')) ?? all[0] ?? null
  return (
    <Select
      inlineLabelText={label}
      selectedOption={chosen}
      options={all}
      onChange={({ detail }) => {
        onChange(options.find(([each]) => String(each) === detail.selectedOption.value)?.[0])
      }}
    />
  )
}

function Step(props: {
  readonly icon: 'angle-left' | 'angle-right' | 'zoom-in' | 'zoom-out'
  readonly label: string
  readonly disabled?: boolean
  readonly onClick: () => void
}) {
  const { icon, label, disabled = false, onClick } = props
  return <Button iconName={icon} ariaLabel={label} disabled={disabled} onClick={onClick} />
}
