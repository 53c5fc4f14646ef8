import Box from '@cloudscape-design/components/box'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useMemo } from 'react'
import { CopyText, KeyValue } from '../../components/index.ts'
import { useLocale, type Translate } from '../../i18n/index.ts'
import { formatTime } from '../../lib/time.ts'
import { MetricCharts } from '../../resources/charts/index.ts'
import { chartOf, conditionOf, isMetricAlarm, nameOfAlarm, type Alarm } from './alarm.ts'
import { dimensionsOf } from '../../resources/charts/metric.ts'
import { AlarmStatus } from './AlarmStatus.tsx'
import { actionText } from './action-text.ts'
import { missingData } from './alarm-form.ts'

/** What an alarm watches, drawn with its threshold, and what it does. */
export default function AlarmDetails({ alarm }: { readonly alarm: Alarm }) {
  const { t, name: locale } = useLocale()
  const charts = useMemo(
    () => (isMetricAlarm(alarm) ? [chartOf(alarm, nameOfAlarm(alarm))] : []),
    [alarm],
  )
  const metric = isMetricAlarm(alarm) ? alarm : undefined
  return (
    <SpaceBetween size="l">
      <KeyValue
        columns={3}
        items={[
          [t('network.state'), <AlarmStatus key="state" alarm={alarm} />],
          [t('alarms.updated'), formatTime(alarm.StateUpdatedTimestamp, locale)],
          [t('alarms.conditions'), conditionOf(alarm, t)],
          [t('alarms.reason'), alarm.StateReason],
          [t('alarms.namespace'), metric?.Namespace],
          [
            t('alarms.dimensions'),
            metric
              ? Object.entries(dimensionsOf(metric.Dimensions))
                  .map(([name, value]) => `${name}: ${value}`)
                  .join(', ')
              : undefined,
          ],
          [t('alarms.missing'), metric ? missingText(metric.TreatMissingData, t) : undefined],
          [t('alarms.description'), alarm.AlarmDescription],
          ['ARN', <CopyText key="arn" text={alarm.AlarmArn} />],
          [t('alarms.whenAlarm'), <Actions key="alarm" arns={alarm.AlarmActions} />],
          [t('alarms.whenOk'), <Actions key="ok" arns={alarm.OKActions} />],
          [
            t('alarms.whenInsufficient'),
            <Actions key="insufficient" arns={alarm.InsufficientDataActions} />,
          ],
        ]}
      />
      {charts.length > 0 ? <MetricCharts charts={charts} columns={1} /> : null}
    </SpaceBetween>
  )
}

function missingText(value: string | undefined, t: Translate): string {
  return t(`alarms.missing.${missingData.find((one) => one === value) ?? 'missing'}`)
}

function Actions({ arns = [] }: { readonly arns: readonly string[] | undefined }) {
  const { t } = useLocale()
  if (arns.length === 0) return <>{t('common.none')}</>
  return (
    <>
      {arns.map((arn) => (
        <Box key={arn}>{actionText(arn, t)}</Box>
      ))}
    </>
  )
}
