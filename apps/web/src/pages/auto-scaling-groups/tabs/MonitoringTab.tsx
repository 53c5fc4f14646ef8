import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useMemo } from 'react'
import { asApiError, useConnection, useTask } from '../../../api/index.ts'
import { describeError } from '../../../components/index.ts'
import { useT } from '../../../i18n/index.ts'
import { ec2Charts, ec2MetricTitle } from '../../../resources/charts/ec2-charts.ts'
import { MetricCharts, type ChartSpec } from '../../../resources/charts/index.ts'
import { loadChart, sizeChart } from '../charts.ts'
import { nameOfGroup, type Group, type Policy } from '../group.ts'
import { useGroupLook } from '../use-group-look.ts'

const none: readonly Policy[] = []

/** The group's own metrics, and those of its instances together. */
export default function MonitoringTab({ group }: { readonly group: Group }) {
  const t = useT()
  const { readOnly } = useConnection()
  const policies =
    useGroupLook('DescribePolicies', { AutoScalingGroupName: nameOfGroup(group) }).data
      ?.ScalingPolicies ?? none
  const AutoScalingGroupName = nameOfGroup(group)
  const collected = (group.EnabledMetrics ?? []).length > 0
  const change = useTask((call) =>
    collected
      ? call('auto-scaling', 'DisableMetricsCollection', { AutoScalingGroupName })
      : call('auto-scaling', 'EnableMetricsCollection', {
          AutoScalingGroupName,
          Granularity: '1Minute',
        }),
  )
  const charts = useMemo(
    (): ChartSpec[] => [
      loadChart(group, policies, t),
      sizeChart(group, t),
      ...ec2Charts
        .filter(([name]) => name !== 'CPUUtilization')
        .map(([name, unit, statistic]) => ({
          id: name.toLowerCase(),
          title: t(ec2MetricTitle(name)),
          unit,
          statistic,
          lines: [
            {
              id: 'm',
              label: nameOfGroup(group),
              metric: {
                namespace: 'AWS/EC2',
                name,
                dimensions: { AutoScalingGroupName: nameOfGroup(group) },
              },
            },
          ],
        })),
    ],
    [group, policies, t],
  )
  return (
    <SpaceBetween size="m">
      {change.error ? (
        <Alert type="error">{describeError(asApiError(change.error), t)}</Alert>
      ) : null}
      {collected ? null : <Alert>{t('asg.notCollected')}</Alert>}
      <Button
        loading={change.isPending}
        disabled={readOnly}
        {...(readOnly && { disabledReason: t('reason.readOnly') })}
        onClick={() => change.mutate(undefined)}
      >
        {collected ? t('asg.stopCollecting') : t('asg.collect')}
      </Button>
      <MetricCharts charts={charts} columns={2} />
    </SpaceBetween>
  )
}
