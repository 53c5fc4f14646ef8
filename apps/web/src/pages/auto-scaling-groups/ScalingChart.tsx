import { useMemo } from 'react'
import { useT } from '../../i18n/index.ts'
import { MetricChart } from '../../resources/charts/MetricChart.tsx'
import { useMetricData } from '../../resources/charts/use-metric-data.ts'
import { loadChart } from './charts.ts'
import type { Group, Policy } from './group.ts'
import { useGroupLook } from './use-group-look.ts'

const range = { durationMs: 3_600_000, period: 60 }
const none: readonly Policy[] = []

/** The last hour's load with the thresholds of the policies on it. */
export default function ScalingChart({ group }: { readonly group: Group }) {
  const t = useT()
  const policies = useGroupLook('DescribePolicies', group).data?.ScalingPolicies ?? none
  const charts = useMemo(() => [loadChart(group, policies, t)], [group, policies, t])
  const found = useMetricData(charts, range)
  const [chart] = charts
  if (!chart) return null
  return (
    <MetricChart
      chart={chart}
      range={range}
      data={found.data}
      status={found.isPending ? 'loading' : found.isError ? 'error' : 'finished'}
      onRetry={() => void found.refetch()}
      heightPx={200}
    />
  )
}
