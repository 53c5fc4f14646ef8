import { useMemo } from 'react'
import { useT } from '../../i18n/index.ts'
import { LiveChart } from '../../resources/charts/LiveChart.tsx'
import { loadChart } from './charts.ts'
import { nameOfGroup, type Group, type Policy } from './group.ts'
import { useGroupLook } from './use-group-look.ts'

const range = { durationMs: 3_600_000, period: 60 }
const none: readonly Policy[] = []

/** The last hour's load with the thresholds of the policies on it. */
export default function ScalingChart({ group }: { readonly group: Group }) {
  const t = useT()
  const policies =
    useGroupLook('DescribePolicies', { AutoScalingGroupName: nameOfGroup(group) }).data
      ?.ScalingPolicies ?? none
  const chart = useMemo(() => loadChart(group, policies, t), [group, policies, t])
  return <LiveChart chart={chart} range={range} heightPx={200} />
}
