import Badge from '@cloudscape-design/components/badge'
import type { TableProps } from '@cloudscape-design/components/table'
import type { ReactNode } from 'react'
import type { Translate } from '../../../i18n/index.ts'
import type { TypeFacts } from '../model/facts.ts'
import { memoryText, priceLine } from '../model/facts-text.ts'
import type { TypePrices } from '../use-type-prices.ts'
import { compareTypes } from './filter-types.ts'

interface TypeColumn {
  readonly id: string
  readonly header: string
  readonly cell: (type: TypeFacts) => ReactNode
  readonly compare: (a: TypeFacts, b: TypeFacts) => number
}

/** The facts of a type, once for the table (columns) and once for the comparison (rows). */
export function typeColumns(t: Translate, prices: TypePrices): readonly TypeColumn[] {
  const byText = (read: (type: TypeFacts) => string) => (a: TypeFacts, b: TypeFacts) =>
    read(a).localeCompare(read(b), 'en', { numeric: true })
  const byNumber = (read: (type: TypeFacts) => number) => (a: TypeFacts, b: TypeFacts) =>
    read(a) - read(b)
  const yesNo = (value: boolean) => t(value ? 'common.yes' : 'common.no')
  return [
    {
      id: 'name',
      header: t('launch.type.name'),
      cell: (type) => (
        <>
          {type.name} {type.freeTier ? <Badge color="green">{t('launch.type.free')}</Badge> : null}
        </>
      ),
      compare: compareTypes,
    },
    {
      id: 'vcpus',
      header: t('launch.type.vcpus'),
      cell: (type) => type.vcpus,
      compare: byNumber(({ vcpus }) => vcpus),
    },
    {
      id: 'memory',
      header: t('launch.type.memory'),
      cell: (type) => memoryText(type.memoryMiB),
      compare: byNumber(({ memoryMiB }) => memoryMiB),
    },
    {
      id: 'price',
      header: t('launch.price.onDemand'),
      cell: ({ name }) => {
        const price = prices.priceOf(name)
        return price ? priceLine(price, t) : '-'
      },
      // Where no price is known, after all that have one.
      compare: byNumber(({ name }) => prices.priceOf(name)?.usdPerHour ?? Number.MAX_VALUE),
    },
    {
      id: 'architecture',
      header: t('launch.image.architecture'),
      cell: (type) => type.architectures.join(', '),
      compare: byText(({ architectures }) => architectures.join()),
    },
    {
      id: 'network',
      header: t('launch.type.network'),
      cell: (type) => type.network,
      compare: byText(({ network }) => network),
    },
    {
      id: 'storage',
      header: t('launch.type.storage'),
      cell: (type) =>
        type.instanceStorageGB === 0 ? t('launch.type.ebsOnly') : `${type.instanceStorageGB} GB`,
      compare: byNumber(({ instanceStorageGB }) => instanceStorageGB),
    },
    {
      id: 'processor',
      header: t('launch.type.processor'),
      cell: (type) =>
        [type.processor, type.clockGHz === undefined ? '' : `${type.clockGHz} GHz`]
          .filter((part) => part !== '')
          .join(', ') || '-',
      compare: byText(({ processor }) => processor),
    },
    {
      id: 'gpus',
      header: t('launch.type.gpus'),
      cell: (type) => type.gpus || '-',
      compare: byText(({ gpus }) => gpus),
    },
    {
      id: 'current',
      header: t('launch.type.currentGeneration'),
      cell: (type) => yesNo(type.currentGeneration),
      compare: byNumber(({ currentGeneration }) => Number(currentGeneration)),
    },
    {
      id: 'burstable',
      header: t('launch.type.burstable'),
      cell: (type) => yesNo(type.burstable),
      compare: byNumber(({ burstable }) => Number(burstable)),
    },
    {
      id: 'hibernation',
      header: t('launch.type.hibernation'),
      cell: (type) => yesNo(type.hibernation),
      compare: byNumber(({ hibernation }) => Number(hibernation)),
    },
  ]
}

/** The same as the table's own definitions. */
export function typeTableColumns(
  t: Translate,
  prices: TypePrices,
): TableProps.ColumnDefinition<TypeFacts>[] {
  return typeColumns(t, prices).map(({ id, header, cell, compare }) => ({
    id,
    header,
    cell,
    sortingComparator: compare,
    isRowHeader: id === 'name',
    minWidth: id === 'name' ? 200 : 110,
  }))
}
