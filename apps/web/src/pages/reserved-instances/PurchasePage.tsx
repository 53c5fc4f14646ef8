import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import ColumnLayout from '@cloudscape-design/components/column-layout'
import Container from '@cloudscape-design/components/container'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import Input from '@cloudscape-design/components/input'
import Select from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Table from '@cloudscape-design/components/table'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { asApiError, useOperation, usePrices } from '../../api/index.ts'
import { describeError, EmptyState } from '../../components/index.ts'
import { useLocale } from '../../i18n/index.ts'
import { asTypeName } from '../../lib/instance-type-name.ts'
import { formatPrice } from '../../lib/prices.ts'
import { useDebounced } from '../../lib/use-debounced.ts'
import { useZoneOptions } from '../../resources/vpc-options.ts'
import { Cart } from './Cart.tsx'
import { effectiveHourly, withOne, type CartLine, type Offering } from './offering.ts'

/** Finds an offering by what is to run, for how long and how it is paid; what is chosen is reviewed and bought together. */
export default function PurchasePage() {
  const { t } = useLocale()
  const [search] = useSearchParams()
  const [wish, setWish] = useState({
    type: search.get('type') ?? 't3.micro',
    product: 'Linux/UNIX',
    tenancy: 'default',
    kind: 'standard',
    years: '1',
    place: 'Region',
  })
  const [cart, setCart] = useState<readonly CartLine[]>([])
  const type = useDebounced(wish.type.trim(), 400)
  const zones = useZoneOptions()
  const seconds = Number(wish.years) * 31_536_000
  const found = useOperation('ec2', 'DescribeReservedInstancesOfferings', {
    InstanceType: asTypeName(type),
    ProductDescription: wish.product === 'Windows' ? 'Windows' : 'Linux/UNIX',
    InstanceTenancy: wish.tenancy === 'dedicated' ? 'dedicated' : 'default',
    OfferingClass: wish.kind === 'convertible' ? 'convertible' : 'standard',
    MinDuration: seconds,
    MaxDuration: seconds,
    IncludeMarketplace: false,
    ...(wish.place === 'Region'
      ? { Filters: [{ Name: 'scope', Values: ['Region'] }] }
      : { AvailabilityZone: wish.place }),
  })
  const prices = usePrices()?.onDemand[type]
  const onDemand = wish.product === 'Windows' ? prices?.windows : prices?.linux
  const set = (part: Partial<typeof wish>) => setWish({ ...wish, ...part })
  const choice = (
    id: keyof typeof wish,
    label: string,
    options: readonly { readonly value: string; readonly label: string }[],
  ) => (
    <FormField label={label}>
      <Select
        selectedOption={options.find(({ value }) => value === wish[id]) ?? null}
        options={options}
        onChange={({ detail }) => set({ [id]: detail.selectedOption.value ?? '' })}
      />
    </FormField>
  )
  const saving = (offering: Offering) =>
    onDemand
      ? t('spotPrices.percent', {
          percent: Math.round(100 * (1 - effectiveHourly(offering) / onDemand.usdPerHour)),
        })
      : '-'
  const usd = (usdPerHour: number) => formatPrice({ usdPerHour, exact: false })
  return (
    <SpaceBetween size="l">
      <Container
        header={
          <Header variant="h1" description={t('reserved.purchaseText')}>
            {t('reserved.create')}
          </Header>
        }
      >
        <ColumnLayout columns={3}>
          <FormField label={t('templates.type')}>
            <Input value={wish.type} onChange={({ detail }) => set({ type: detail.value })} />
          </FormField>
          {choice('product', t('capacity.platform'), [
            { value: 'Linux/UNIX', label: 'Linux/UNIX' },
            { value: 'Windows', label: 'Windows' },
          ])}
          {choice('tenancy', t('vpcs.tenancy'), [
            { value: 'default', label: t('reserved.shared') },
            { value: 'dedicated', label: t('reserved.dedicated') },
          ])}
          {choice('kind', t('reserved.class'), [
            { value: 'standard', label: t('reserved.standard') },
            { value: 'convertible', label: t('reserved.convertible') },
          ])}
          {choice('years', t('reserved.term'), [
            { value: '1', label: t('reserved.oneYear') },
            { value: '3', label: t('reserved.threeYears') },
          ])}
          {choice('place', t('reserved.scope'), [
            { value: 'Region', label: t('reserved.region') },
            ...zones,
          ])}
        </ColumnLayout>
      </Container>
      {found.error ? <Alert type="error">{describeError(asApiError(found.error), t)}</Alert> : null}
      <Table
        items={found.data?.ReservedInstancesOfferings ?? []}
        trackBy="ReservedInstancesOfferingId"
        loading={found.isPending}
        loadingText={t('charts.loading')}
        ariaLabels={{ tableLabel: t('reserved.offerings') }}
        header={<Header description={t('reserved.priceNote')}>{t('reserved.offerings')}</Header>}
        empty={<EmptyState title={t('reserved.noOfferings')} />}
        columnDefinitions={[
          {
            id: 'payment',
            header: t('reserved.payment'),
            cell: ({ OfferingType }) => OfferingType,
            isRowHeader: true,
          },
          { id: 'upfront', header: t('reserved.upfront'), cell: (one) => usd(one.FixedPrice ?? 0) },
          {
            id: 'hourly',
            header: t('reserved.hourly'),
            cell: (one) => usd(one.RecurringCharges?.[0]?.Amount ?? 0),
          },
          {
            id: 'effective',
            header: t('reserved.effective'),
            cell: (one) => usd(effectiveHourly(one)),
          },
          { id: 'saving', header: t('spotPrices.saving'), cell: saving },
          {
            id: 'add',
            header: t('reserved.cart'),
            cell: (one) => (
              <Button
                wrapText={false}
                ariaLabel={t('reserved.addNamed', { name: one.OfferingType ?? '' })}
                onClick={() => setCart(withOne(cart, one))}
              >
                {t('reserved.add')}
              </Button>
            ),
          },
        ]}
      />
      <Cart lines={cart} onChange={setCart} />
    </SpaceBetween>
  )
}
