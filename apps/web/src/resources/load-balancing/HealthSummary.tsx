import SpaceBetween from '@cloudscape-design/components/space-between'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import { useT } from '../../i18n/index.ts'
import { useTargets } from './use-balancing.ts'

/** How many targets of a group are well, and how many are not. */
export function HealthSummary({ arn }: { readonly arn: string | undefined }) {
  const t = useT()
  const targets = useTargets(arn)
  if (targets === undefined)
    return <StatusIndicator type="loading">{t('common.loading')}</StatusIndicator>
  if (targets.length === 0) return <>{t('targetGroups.noTargets')}</>
  const count = (...states: string[]) =>
    targets.filter(({ TargetHealth }) => states.includes(TargetHealth?.State ?? '')).length
  const healthy = count('healthy')
  const unhealthy = count('unhealthy', 'unavailable')
  const others = targets.length - healthy - unhealthy
  return (
    <SpaceBetween direction="horizontal" size="xs">
      {healthy > 0 ? (
        <StatusIndicator type="success">
          {t('targetHealth.healthyCount', { count: healthy })}
        </StatusIndicator>
      ) : null}
      {unhealthy > 0 ? (
        <StatusIndicator type="error">
          {t('targetHealth.unhealthyCount', { count: unhealthy })}
        </StatusIndicator>
      ) : null}
      {others > 0 ? (
        <StatusIndicator type="pending">
          {t('targetHealth.otherCount', { count: others })}
        </StatusIndicator>
      ) : null}
    </SpaceBetween>
  )
}
