import SpaceBetween from '@cloudscape-design/components/space-between'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import { useT } from '../../i18n/index.ts'
import { healthStateText, healthStateType } from './target-health.tsx'
import { useTargets } from './use-balancing.ts'

/** How many targets of a group are in which state. */
export function HealthSummary({ arn }: { readonly arn: string | undefined }) {
  const t = useT()
  const targets = useTargets(arn)
  if (targets === undefined) {
    return <StatusIndicator type="loading">{t('common.loading')}</StatusIndicator>
  }
  if (targets.length === 0) return <>{t('targetGroups.noTargets')}</>
  const states = Map.groupBy(targets, ({ TargetHealth }) => TargetHealth?.State ?? '')
  return (
    <SpaceBetween direction="horizontal" size="xs">
      {[...states].map(([state, { length: count }]) => (
        <StatusIndicator key={state} type={healthStateType(state)}>
          {t('targetHealth.counted', { state: healthStateText(state, t), count })}
        </StatusIndicator>
      ))}
    </SpaceBetween>
  )
}
