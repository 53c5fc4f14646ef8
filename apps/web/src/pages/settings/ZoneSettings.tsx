import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import Table from '@cloudscape-design/components/table'
import { useOperation } from '../../api/index.ts'
import { useT, type PlainKey } from '../../i18n/index.ts'
import { ResourceState } from '../../resources/ResourceState.tsx'

const optIns: Readonly<Record<string, PlainKey>> = {
  'opt-in-not-required': 'settings.optInNotRequired',
  'opted-in': 'settings.optedIn',
  'not-opted-in': 'settings.notOptedIn',
}

/** The Region's zones, with the ids by which accounts mean the same place. */
export function ZoneSettings() {
  const t = useT()
  const { data, isPending } = useOperation('ec2', 'DescribeAvailabilityZones', {})
  return (
    <Container
      header={
        <Header variant="h2" description={t('settings.zonesText')}>
          {t('settings.zones')}
        </Header>
      }
    >
      <Table
        variant="embedded"
        items={data?.AvailabilityZones ?? []}
        trackBy="ZoneName"
        loading={isPending}
        loadingText={t('common.loading')}
        ariaLabels={{ tableLabel: t('settings.zones') }}
        columnDefinitions={[
          {
            id: 'zone',
            header: t('settings.zone'),
            cell: (zone) => zone.ZoneName,
            isRowHeader: true,
          },
          { id: 'id', header: t('settings.zoneId'), cell: (zone) => zone.ZoneId },
          {
            id: 'state',
            header: t('settings.zoneState'),
            cell: ({ State }) => (
              <ResourceState type={State === 'available' ? 'success' : 'warning'} state={State} />
            ),
          },
          {
            id: 'optIn',
            header: t('settings.zoneOptIn'),
            cell: ({ OptInStatus = '' }) => t(optIns[OptInStatus] ?? 'settings.optInNotRequired'),
          },
          {
            id: 'border',
            header: t('settings.zoneBorder'),
            cell: (zone) => zone.NetworkBorderGroup,
          },
        ]}
      />
    </Container>
  )
}
