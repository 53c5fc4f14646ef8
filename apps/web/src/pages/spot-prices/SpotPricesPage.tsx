import Container from '@cloudscape-design/components/container'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import Input from '@cloudscape-design/components/input'
import Select from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Table from '@cloudscape-design/components/table'
import { useSearchParams } from 'react-router'
import { useOperation, useScope } from '../../api/index.ts'
import { EmptyState } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { changeSearch } from '../../lib/change-search.ts'
import { useDebounced } from '../../lib/use-debounced.ts'
import SpotPriceChart from '../../resources/spot/SpotPriceChart.tsx'

const products = ['Linux/UNIX', 'Windows'].map((value) => ({ value, label: value }))

/** What Spot Instances of a type cost in each zone, and how likely they are to be had. */
export default function SpotPricesPage() {
  const t = useT()
  const [search, setSearch] = useSearchParams()
  const typed = search.get('type') ?? 't3.micro'
  const type = useDebounced(typed.trim(), 300)
  const product = search.get('product') ?? 'Linux/UNIX'
  const put = (name: string, value: string) =>
    changeSearch(setSearch, (params) => params.set(name, value))
  return (
    <SpaceBetween size="l">
      <Container
        header={
          <Header variant="h1" description={t('spotPrices.text')}>
            {t('spotPrices.title')}
          </Header>
        }
      >
        <SpaceBetween size="m">
          <SpaceBetween direction="horizontal" size="m">
            <FormField label={t('templates.type')}>
              <Input value={typed} onChange={({ detail }) => put('type', detail.value)} />
            </FormField>
            <FormField label={t('capacity.platform')}>
              <Select
                selectedOption={products.find(({ value }) => value === product) ?? null}
                options={products}
                onChange={({ detail }) => put('product', detail.selectedOption.value ?? '')}
              />
            </FormField>
          </SpaceBetween>
          <SpotPriceChart key={`${type} ${product}`} type={type} product={product} />
        </SpaceBetween>
      </Container>
      <Scores type={type} />
    </SpaceBetween>
  )
}

/** How likely a request is to be fulfilled, zone by zone, from 1 to 10. */
function Scores({ type }: { readonly type: string }) {
  const t = useT()
  const { region } = useScope()
  const zones = useOperation('ec2', 'DescribeAvailabilityZones', {}).data?.AvailabilityZones ?? []
  const found = useOperation('ec2', 'GetSpotPlacementScores', {
    InstanceTypes: [type],
    TargetCapacity: 10,
    SingleAvailabilityZone: true,
    RegionNames: [region],
  })
  const nameOfZone = (id: string | undefined) =>
    zones.find(({ ZoneId }) => ZoneId === id)?.ZoneName ?? id ?? ''
  return (
    <Table
      variant="container"
      items={found.data?.SpotPlacementScores ?? []}
      trackBy="AvailabilityZoneId"
      loading={found.isPending}
      loadingText={t('charts.loading')}
      ariaLabels={{ tableLabel: t('spotPrices.scores') }}
      header={
        <Header variant="h2" description={t('spotPrices.scoresText')}>
          {t('spotPrices.scores')}
        </Header>
      }
      empty={<EmptyState title={t('spotPrices.none')} />}
      columnDefinitions={[
        {
          id: 'zone',
          header: t('capacity.zone'),
          cell: ({ AvailabilityZoneId }) => nameOfZone(AvailabilityZoneId),
          isRowHeader: true,
        },
        { id: 'score', header: t('spotPrices.score'), cell: ({ Score }) => `${Score ?? '-'} / 10` },
      ]}
    />
  )
}
