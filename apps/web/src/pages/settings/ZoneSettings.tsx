import type { Output } from '@brume/console-api'
import { useCollection } from '@cloudscape-design/collection-hooks'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Table from '@cloudscape-design/components/table'
import TextFilter from '@cloudscape-design/components/text-filter'
import { useState } from 'react'
import { useConnection, useOperation } from '../../api/index.ts'
import { EmptyState } from '../../components/index.ts'
import { useT, type PlainKey } from '../../i18n/index.ts'
import { FieldsDialog } from '../../resources/FieldsDialog.tsx'
import { ResourceState } from '../../resources/ResourceState.tsx'

type Zone = NonNullable<Output<'ec2', 'DescribeAvailabilityZones'>['AvailabilityZones']>[number]

const optIns: Readonly<Record<string, PlainKey>> = {
  'opt-in-not-required': 'settings.optInNotRequired',
  'opted-in': 'settings.optedIn',
  'not-opted-in': 'settings.notOptedIn',
}

const types: Readonly<Record<string, PlainKey>> = {
  'availability-zone': 'settings.zoneTypeRegion',
  'local-zone': 'settings.zoneTypeLocal',
  'wavelength-zone': 'settings.zoneTypeWavelength',
}

/** The Region's zones, with the ids by which accounts mean the same place, and those that hang on it. */
export function ZoneSettings() {
  const t = useT()
  const { readOnly } = useConnection()
  const { data, isPending, refetch } = useOperation('ec2', 'DescribeAvailabilityZones', {
    AllAvailabilityZones: true,
  })
  const [asking, setAsking] = useState<Zone>()
  const { items, collectionProps, filterProps } = useCollection(data?.AvailabilityZones ?? [], {
    filtering: { noMatch: <EmptyState title={t('settings.zonesNone')} /> },
    sorting: {},
  })
  return (
    <Container
      header={
        <Header variant="h2" description={t('settings.zonesText')}>
          {t('settings.zones')}
        </Header>
      }
    >
      <Table
        {...collectionProps}
        variant="embedded"
        wrapLines
        items={items}
        trackBy="ZoneName"
        loading={isPending}
        loadingText={t('common.loading')}
        ariaLabels={{ tableLabel: t('settings.zones') }}
        filter={
          <TextFilter
            {...filterProps}
            filteringAriaLabel={t('settings.zonesFind')}
            filteringPlaceholder={t('settings.zonesFind')}
          />
        }
        columnDefinitions={[
          {
            id: 'zone',
            header: t('settings.zone'),
            cell: (zone) => zone.ZoneName,
            isRowHeader: true,
          },
          { id: 'id', header: t('settings.zoneId'), cell: (zone) => zone.ZoneId },
          {
            id: 'optIn',
            header: t('settings.zoneOptIn'),
            cell: (zone) => (
              <OptInCell zone={zone} disabled={readOnly} onAsk={() => setAsking(zone)} />
            ),
          },
          {
            id: 'type',
            header: t('settings.zoneType'),
            cell: ({ ZoneType = '' }) => t(types[ZoneType] ?? 'settings.zoneTypeRegion'),
          },
          {
            id: 'group',
            header: t('settings.zoneGroup'),
            cell: ({ GroupLongName, GroupName }) => GroupLongName ?? GroupName,
          },
          {
            id: 'state',
            header: t('settings.zoneState'),
            cell: ({ State }) => (
              <ResourceState type={State === 'available' ? 'success' : 'warning'} state={State} />
            ),
          },
          {
            id: 'border',
            header: t('settings.zoneBorder'),
            cell: (zone) => zone.NetworkBorderGroup,
          },
        ]}
      />
      {asking ? (
        <OptIn
          zone={asking}
          onClose={() => {
            setAsking(undefined)
            void refetch()
          }}
        />
      ) : null}
    </Container>
  )
}

function OptInCell(props: {
  readonly zone: Zone
  readonly disabled: boolean
  readonly onAsk: () => void
}) {
  const t = useT()
  const { OptInStatus = '', GroupName = '', ZoneName = '' } = props.zone
  const status = t(optIns[OptInStatus] ?? 'settings.optInNotRequired')
  if (OptInStatus === 'opt-in-not-required') return status
  const isIn = OptInStatus === 'opted-in'
  const label = t(isIn ? 'settings.optOutOf' : 'settings.optInOf', { group: GroupName })
  return (
    <SpaceBetween direction="horizontal" size="xs">
      {status}
      <Button
        variant="inline-link"
        disabled={props.disabled}
        ariaLabel={`${label}: ${ZoneName}`}
        onClick={props.onAsk}
      >
        {t(isIn ? 'settings.optOut' : 'settings.optIn')}
      </Button>
    </SpaceBetween>
  )
}

function OptIn({ zone, onClose }: { readonly zone: Zone; readonly onClose: () => void }) {
  const t = useT()
  const { kind } = useConnection()
  const { GroupName = '' } = zone
  const isIn = zone.OptInStatus === 'opted-in'
  const embedded = kind === 'embedded' ? t('settings.optInEmbedded') : ''
  const note = isIn ? (kind === 'embedded' ? '' : t('settings.optOutAws')) : embedded
  return (
    <FieldsDialog
      title={t(isIn ? 'settings.optOutOf' : 'settings.optInOf', { group: GroupName })}
      submitText={t(isIn ? 'settings.optOut' : 'settings.optIn')}
      savedText={t('common.saved')}
      note={isIn ? note : `${t('settings.optInText', { group: GroupName })} ${note}`}
      fields={[]}
      run={(call) =>
        call('ec2', 'ModifyAvailabilityZoneGroup', {
          GroupName,
          OptInStatus: isIn ? 'not-opted-in' : 'opted-in',
        })
      }
      onClose={onClose}
    />
  )
}
