import type { AccountCosts, ResourceCost } from '@brume/console-api'
import Header from '@cloudscape-design/components/header'
import Pagination from '@cloudscape-design/components/pagination'
import Select from '@cloudscape-design/components/select'
import Table from '@cloudscape-design/components/table'
import { useState } from 'react'
import { useT } from '../../i18n/index.ts'
import { ResourceLink } from '../../resources/ResourceLink.tsx'
import { formatMicros } from '../../lib/prices.ts'

const pageSize = 20

interface Row {
  readonly key: string
  readonly resource?: ResourceCost
  readonly name: string
  readonly region: string
  readonly spent: number
  readonly perHour: number
  readonly exact: boolean
}

/** What each resource has cost this month, or all that share a value of a tag. */
export function ResourceCosts({ costs }: { readonly costs: AccountCosts }) {
  const t = useT()
  const [tag, setTag] = useState('')
  const [page, setPage] = useState(1)
  const keys = [
    ...new Set(costs.resources.flatMap(({ tags }) => tags.map(({ Key }) => Key))),
  ].sort()
  const options = [
    { value: '', label: t('costs.perResource') },
    ...keys.map((key) => ({ value: key, label: t('costs.perTag', { key }) })),
  ]
  const rows =
    tag === '' ? costs.resources.map(rowOf) : byTag(costs.resources, tag, t('costs.untagged'))
  const shown = rows.slice((page - 1) * pageSize, page * pageSize)
  return (
    <Table<Row>
      header={
        <Header
          variant="h2"
          counter={`(${rows.length})`}
          actions={
            <Select
              ariaLabel={t('costs.groupBy')}
              selectedOption={options.find(({ value }) => value === tag) ?? null}
              options={options}
              onChange={({ detail }) => {
                setTag(detail.selectedOption.value ?? '')
                setPage(1)
              }}
            />
          }
        >
          {t('costs.resources')}
        </Header>
      }
      pagination={
        rows.length > pageSize ? (
          <Pagination
            currentPageIndex={page}
            pagesCount={Math.ceil(rows.length / pageSize)}
            onChange={({ detail }) => setPage(detail.currentPageIndex)}
          />
        ) : undefined
      }
      items={shown}
      trackBy="key"
      empty={t('costs.nothing')}
      columnDefinitions={[
        {
          id: 'name',
          header: tag === '' ? t('costs.resource') : tag,
          isRowHeader: true,
          cell: ({ name, resource }) =>
            resource ? (
              <>
                <ResourceLink page={pageOf(resource.resource)} id={resource.resource} />
                {name === resource.resource ? '' : ` (${name})`}
              </>
            ) : (
              name
            ),
        },
        { id: 'region', header: t('costs.region'), cell: ({ region }) => region },
        {
          id: 'spent',
          header: t('costs.soFar'),
          cell: ({ spent, exact }) => formatMicros(spent, exact),
        },
        {
          id: 'hour',
          header: t('costs.perHour'),
          cell: ({ perHour, exact }) => (perHour === 0 ? '-' : formatMicros(perHour, exact)),
        },
      ]}
    />
  )
}

const pages: Readonly<Record<string, string>> = {
  i: 'instances',
  vol: 'volumes',
  snap: 'snapshots',
  nat: 'nat-gateways',
  eipalloc: 'elastic-ips',
}

/** The page that lists what has such an id; where there is none, the id stands alone. */
function pageOf(id: string): string {
  return pages[id.split('-')[0] ?? ''] ?? ''
}

function rowOf(resource: ResourceCost): Row {
  const { region, spent, perHour, exact } = resource
  const name = resource.tags.find(({ Key }) => Key === 'Name')?.Value || resource.resource
  return { key: `${region} ${resource.resource}`, resource, name, region, spent, perHour, exact }
}

function byTag(resources: readonly ResourceCost[], tag: string, untagged: string): readonly Row[] {
  const valueOf = ({ tags }: ResourceCost): string =>
    tags.find(({ Key }) => Key === tag)?.Value ?? untagged
  return [...Map.groupBy(resources, valueOf)]
    .map(([name, own]) => ({
      key: name,
      name,
      region: [...new Set(own.map(({ region }) => region))].join(', '),
      spent: own.reduce((sum, { spent }) => sum + spent, 0),
      perHour: own.reduce((sum, { perHour }) => sum + perHour, 0),
      exact: own.every(({ exact }) => exact),
    }))
    .sort((a, b) => b.spent - a.spent)
}
