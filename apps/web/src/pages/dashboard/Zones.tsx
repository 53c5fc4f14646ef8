import type { FeedItem } from '@brume/console-api'
import Header from '@cloudscape-design/components/header'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import Table from '@cloudscape-design/components/table'
import { asApiError, useOperation, useScopedPath } from '../../api/index.ts'
import { ErrorState, RouteLink } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'

/** The zones of the Region, their state, and what runs in each. */
export function Zones(props: { readonly instances: readonly FeedItem<'instances'>[] }) {
  const t = useT()
  const toPath = useScopedPath()
  const answer = useOperation('ec2', 'DescribeAvailabilityZones', {}, { staleMs: 300_000 })
  const inZone = Map.groupBy(props.instances, ({ Placement }) => Placement?.AvailabilityZone)
  const count = (zone: string | undefined) => inZone.get(zone)?.length ?? 0
  return (
    <Table
      variant="container"
      header={<Header variant="h2">{t('dashboard.zones')}</Header>}
      loading={answer.isPending}
      loadingText={t('common.loading')}
      items={answer.data?.AvailabilityZones ?? []}
      trackBy={({ ZoneName }) => ZoneName ?? ''}
      ariaLabels={{ tableLabel: t('dashboard.zones') }}
      empty={answer.error ? <ErrorState error={asApiError(answer.error)} /> : '-'}
      columnDefinitions={[
        {
          id: 'name',
          header: t('dashboard.zoneName'),
          cell: ({ ZoneName }) => ZoneName,
          isRowHeader: true,
        },
        { id: 'id', header: t('dashboard.zoneId'), cell: ({ ZoneId }) => ZoneId },
        {
          id: 'state',
          header: t('dashboard.zoneState'),
          cell: ({ State }) => (
            <StatusIndicator type={State === 'available' ? 'success' : 'warning'}>
              {State === 'available' ? t('dashboard.zoneAvailable') : t('dashboard.zoneImpaired')}
            </StatusIndicator>
          ),
        },
        {
          id: 'instances',
          header: t('dashboard.zoneInstances'),
          cell: ({ ZoneName }) =>
            count(ZoneName) === 0 ? (
              0
            ) : (
              <RouteLink
                href={toPath(`/instances?filter=${encodeURIComponent(`zone=${ZoneName}`)}`)}
                ariaLabel={`${ZoneName}: ${count(ZoneName)}`}
              >
                {count(ZoneName)}
              </RouteLink>
            ),
        },
      ]}
    />
  )
}
