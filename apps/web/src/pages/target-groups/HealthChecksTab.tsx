import Button from '@cloudscape-design/components/button'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useConnection } from '../../api/index.ts'
import { KeyValue } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import type { TargetGroup } from '../../resources/load-balancing/model.ts'

export function HealthChecksTab(props: {
  readonly group: TargetGroup
  readonly onEdit: () => void
}) {
  const { group } = props
  const t = useT()
  const { readOnly } = useConnection()
  const seconds = (count: number | undefined) => t('balancing.seconds', { count: count ?? 0 })
  const times = (count: number | undefined) => t('targetGroups.times', { count: count ?? 0 })
  return (
    <SpaceBetween size="m">
      <Header
        variant="h3"
        actions={
          <Button disabled={readOnly} disabledReason={t('reason.readOnly')} onClick={props.onEdit}>
            {t('common.edit')}
          </Button>
        }
      >
        {t('targetGroups.healthChecks')}
      </Header>
      <KeyValue
        columns={4}
        items={[
          [t('targetGroups.checkProtocol'), group.HealthCheckProtocol],
          [t('targetGroups.checkPath'), group.HealthCheckPath],
          [
            t('targetGroups.checkPort'),
            group.HealthCheckPort === 'traffic-port'
              ? t('targetGroups.trafficPort')
              : group.HealthCheckPort,
          ],
          [t('targetGroups.codes'), group.Matcher?.HttpCode ?? group.Matcher?.GrpcCode],
          [t('targetGroups.healthy'), times(group.HealthyThresholdCount)],
          [t('targetGroups.unhealthy'), times(group.UnhealthyThresholdCount)],
          [t('targetGroups.timeout'), seconds(group.HealthCheckTimeoutSeconds)],
          [t('targetGroups.interval'), seconds(group.HealthCheckIntervalSeconds)],
        ]}
      />
    </SpaceBetween>
  )
}
