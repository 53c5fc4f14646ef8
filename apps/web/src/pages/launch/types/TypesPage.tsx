import Button from '@cloudscape-design/components/button'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useMemo, useState } from 'react'
import { asApiError, useOperation } from '../../../api/index.ts'
import {
  EmptyState,
  KeyValue,
  ResourceTable,
  SidePanel,
  useSelection,
  type ResourceColumn,
} from '../../../components/index.ts'
import { useLocale, useT, type Translate } from '../../../i18n/index.ts'
import { valueColumn } from '../../../resources/columns.ts'
import type { TypeFacts } from '../model/facts.ts'
import { memoryText, priceLine } from '../model/facts-text.ts'
import { useInstanceTypes } from '../use-launch-data.ts'
import { useTypePrices, type TypePrices } from '../use-type-prices.ts'
import { CompareTypes } from './CompareTypes.tsx'
import { compareTypes } from './filter-types.ts'
import { FindTypes } from './FindTypes.tsx'
import { typeColumns } from './type-columns.tsx'

const mostCompared = 10
const none: readonly TypeFacts[] = []
const nameOf = ({ name }: TypeFacts) => name

/** All instance types of the Region: one is told of, up to ten are put side by side. */
export default function TypesPage() {
  const { t } = useLocale()
  const { data, isPending, error } = useInstanceTypes()
  const prices = useTypePrices(null)
  const [found, setFound] = useState<ReadonlySet<string>>()
  const [finding, setFinding] = useState(false)
  const items = useMemo(
    () => (data ?? none).filter(({ name }) => found?.has(name) ?? true).toSorted(compareTypes),
    [data, found],
  )
  const selection = useSelection(
    useMemo(() => new Map(items.map((one) => [one.name, one])), [items]),
  )
  const columns = useMemo(() => createColumns(t, prices), [t, prices])
  const [first, second] = selection.items
  const about = found
    ? t('types.found', { count: items.length })
    : t('types.description', { count: mostCompared })
  return (
    <>
      <ResourceTable
        id="instance-types"
        title={t('types.title')}
        description={[about, prices.anyDerived ? t('launch.price.derivedText') : '']
          .filter(Boolean)
          .join(' ')}
        items={items}
        status={isPending ? 'loading' : error ? 'error' : 'ready'}
        error={error ? asApiError(error) : undefined}
        idOf={nameOf}
        nameOf={nameOf}
        columns={columns}
        selection={selection}
        filterPlaceholder={t('types.filter')}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            {found ? (
              <Button onClick={() => setFound(undefined)}>{t('types.showAll')}</Button>
            ) : null}
            <Button variant="primary" onClick={() => setFinding(true)}>
              {t('types.find')}
            </Button>
          </SpaceBetween>
        }
        empty={<EmptyState title={t('types.empty')} />}
      />
      {first === undefined ? null : second === undefined ? (
        <SidePanel header={first.name}>
          <TypeDetails type={first} prices={prices} />
        </SidePanel>
      ) : (
        <SidePanel header={t('types.compare', { count: selection.items.length })}>
          {selection.items.length > mostCompared ? (
            <EmptyState title={t('types.tooMany', { count: mostCompared })} />
          ) : (
            <CompareTypes types={selection.items} prices={prices} />
          )}
        </SidePanel>
      )}
      {finding ? (
        <FindTypes
          onFound={(names) => setFound(new Set(names))}
          onClose={() => setFinding(false)}
        />
      ) : null}
    </>
  )
}

function createColumns(t: Translate, prices: TypePrices): readonly ResourceColumn<TypeFacts>[] {
  const yesNo = (value: boolean) => t(value ? 'common.yes' : 'common.no')
  return [
    valueColumn('name', t('launch.type.name'), nameOf, { fixed: true, width: 170 }),
    valueColumn('family', t('launch.type.family'), ({ family }) => family, {
      filter: 'choice',
      width: 110,
    }),
    valueColumn('vcpus', t('launch.type.vcpus'), ({ vcpus }) => vcpus, {
      filter: 'number',
      width: 100,
    }),
    valueColumn('memory', t('types.memory'), ({ memoryMiB }) => memoryMiB / 1024, {
      filter: 'number',
      width: 130,
      cell: ({ memoryMiB }) => memoryText(memoryMiB),
    }),
    valueColumn(
      'price',
      t('launch.price.onDemand'),
      ({ name }) => prices.priceOf(name)?.usdPerHour,
      {
        filter: 'number',
        width: 190,
        cell: ({ name }) => {
          const price = prices.priceOf(name)
          return price ? priceLine(price, t) : '-'
        },
      },
    ),
    valueColumn('free', t('launch.type.free'), ({ freeTier }) => yesNo(freeTier), {
      filter: 'choice',
      width: 140,
    }),
    valueColumn(
      'architecture',
      t('launch.image.architecture'),
      ({ architectures }) => architectures.join(', '),
      { filter: 'choice', width: 140 },
    ),
    valueColumn('network', t('launch.type.network'), ({ network }) => network, { width: 190 }),
    valueColumn('storage', t('types.storage'), ({ instanceStorageGB }) => instanceStorageGB, {
      filter: 'number',
      width: 160,
      cell: ({ instanceStorageGB: size }) => (size === 0 ? t('launch.type.ebsOnly') : `${size} GB`),
    }),
    valueColumn('processor', t('launch.type.processor'), ({ processor }) => processor, {
      filter: 'choice',
      width: 120,
    }),
    valueColumn('gpus', t('launch.type.gpus'), ({ gpus }) => gpus, { width: 180 }),
    valueColumn(
      'current',
      t('launch.type.currentGeneration'),
      (type) => yesNo(type.currentGeneration),
      {
        filter: 'choice',
        width: 170,
      },
    ),
    valueColumn('burstable', t('launch.type.burstable'), ({ burstable }) => yesNo(burstable), {
      filter: 'choice',
      hidden: true,
    }),
    valueColumn('hibernation', t('launch.type.hibernation'), (type) => yesNo(type.hibernation), {
      filter: 'choice',
      hidden: true,
    }),
  ]
}

function TypeDetails(props: { readonly type: TypeFacts; readonly prices: TypePrices }) {
  const { type, prices } = props
  const t = useT()
  const { data } = useOperation(
    'ec2',
    'DescribeInstanceTypeOfferings',
    {
      LocationType: 'availability-zone',
      Filters: [{ Name: 'instance-type', Values: [type.name] }],
    },
    { staleMs: 600_000 },
  )
  const zones = data?.InstanceTypeOfferings?.flatMap(({ Location }) => Location ?? []).toSorted()
  return (
    <KeyValue
      columns={4}
      items={[
        ...typeColumns(t, prices).map(({ header, cell }) => [header, cell(type)] as const),
        [t('types.zones'), zones?.join(', ') ?? '…'],
      ]}
    />
  )
}
