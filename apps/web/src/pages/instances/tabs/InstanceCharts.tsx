import { useMemo } from 'react'
import { useT } from '../../../i18n/index.ts'
import { MetricCharts, type ChartSpec } from '../../../resources/charts/index.ts'
import { creditCharts, ec2Charts, ec2MetricTitle } from '../../../resources/charts/ec2-charts.ts'

/** What CloudWatch has of an instance. */
export default function InstanceCharts(props: {
  readonly instanceId: string
  readonly instanceType: string
}) {
  const { instanceId, instanceType } = props
  const t = useT()
  const charts = useMemo(
    () =>
      [...ec2Charts, ...(/^t\d/.test(instanceType) ? creditCharts : [])].map(
        ([name, unit, statistic]): ChartSpec => ({
          id: name.toLowerCase(),
          title: t(ec2MetricTitle(name)),
          unit,
          statistic,
          lines: [
            {
              id: 'm',
              label: instanceId,
              metric: { namespace: 'AWS/EC2', name, dimensions: { InstanceId: instanceId } },
            },
          ],
        }),
      ),
    [instanceId, instanceType, t],
  )
  return <MetricCharts charts={charts} />
}
