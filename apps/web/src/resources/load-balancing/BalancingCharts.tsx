import { useMemo } from 'react'
import { useT, type PlainKey } from '../../i18n/index.ts'
import { MetricCharts, type ChartSpec, type ChartUnit } from '../charts/index.ts'

type ChartRow = readonly [metric: string, title: PlainKey, unit: ChartUnit, statistic: string]

/** In the order of AWS's console. */
const application: readonly ChartRow[] = [
  ['TargetResponseTime', 'lbMetric.responseTime', 'seconds', 'Average'],
  ['RequestCount', 'lbMetric.requests', 'count', 'Sum'],
  ['HTTPCode_Target_2XX_Count', 'lbMetric.target2xx', 'count', 'Sum'],
  ['HTTPCode_Target_4XX_Count', 'lbMetric.target4xx', 'count', 'Sum'],
  ['HTTPCode_Target_5XX_Count', 'lbMetric.target5xx', 'count', 'Sum'],
  ['HTTPCode_ELB_4XX_Count', 'lbMetric.elb4xx', 'count', 'Sum'],
  ['HTTPCode_ELB_5XX_Count', 'lbMetric.elb5xx', 'count', 'Sum'],
  ['ActiveConnectionCount', 'lbMetric.active', 'count', 'Sum'],
  ['NewConnectionCount', 'lbMetric.fresh', 'count', 'Sum'],
  ['ProcessedBytes', 'lbMetric.bytes', 'bytes', 'Sum'],
  ['TargetConnectionErrorCount', 'lbMetric.connectionErrors', 'count', 'Sum'],
]

const network: readonly ChartRow[] = [
  ['ActiveFlowCount', 'lbMetric.flows', 'count', 'Average'],
  ['NewFlowCount', 'lbMetric.newFlows', 'count', 'Sum'],
  ['ProcessedBytes', 'lbMetric.bytes', 'bytes', 'Sum'],
  ['TCP_Target_Reset_Count', 'lbMetric.targetResets', 'count', 'Sum'],
  ['TCP_ELB_Reset_Count', 'lbMetric.elbResets', 'count', 'Sum'],
]

const group: readonly ChartRow[] = [
  ['HealthyHostCount', 'lbMetric.healthyHosts', 'count', 'Average'],
  ['UnHealthyHostCount', 'lbMetric.unhealthyHosts', 'count', 'Average'],
]
const webGroup: readonly ChartRow[] = [
  ...group,
  ['TargetResponseTime', 'lbMetric.responseTime', 'seconds', 'Average'],
  ['RequestCount', 'lbMetric.requests', 'count', 'Sum'],
  ['RequestCountPerTarget', 'lbMetric.perTarget', 'count', 'Sum'],
  ['HTTPCode_Target_5XX_Count', 'lbMetric.target5xx', 'count', 'Sum'],
]

/** What CloudWatch has of a load balancer, or of a target group behind one. */
export default function BalancingCharts(props: {
  readonly balancerArn: string
  readonly groupArn?: string
}) {
  const { balancerArn, groupArn } = props
  const t = useT()
  const charts = useMemo(() => {
    const LoadBalancer = balancerArn.split(':loadbalancer/')[1] ?? ''
    const isNetwork = LoadBalancer.startsWith('net/')
    const ofGroup = isNetwork ? group : webGroup
    const rows = groupArn === undefined ? (isNetwork ? network : application) : ofGroup
    const dimensions = {
      ...(groupArn !== undefined && { TargetGroup: groupArn.split(':').at(-1) ?? '' }),
      LoadBalancer,
    }
    const namespace = isNetwork ? 'AWS/NetworkELB' : 'AWS/ApplicationELB'
    return rows.map(([name, title, unit, statistic]): ChartSpec => ({
      id: name.toLowerCase().replaceAll('_', ''),
      title: t(title),
      unit,
      statistic,
      lines: [{ id: 'm', label: t(title), metric: { namespace, name, dimensions } }],
    }))
  }, [balancerArn, groupArn, t])
  return <MetricCharts charts={charts} />
}
