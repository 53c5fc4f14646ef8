import Button from '@cloudscape-design/components/button'
import Table from '@cloudscape-design/components/table'
import { useT } from '../../../i18n/index.ts'
import type { TypeFacts } from '../model/facts.ts'
import type { TypePrices } from '../use-type-prices.ts'
import { typeColumns } from './type-columns.tsx'

/** Types side by side: a column each, a row per fact. */
export function CompareTypes(props: {
  readonly types: readonly TypeFacts[]
  readonly prices: TypePrices
  /** Absent where nothing is to be chosen. */
  readonly onChoose?: (name: string) => void
}) {
  const { onChoose } = props
  const t = useT()
  const facts = typeColumns(t, props.prices).filter(({ id }) => id !== 'name')
  return (
    <Table
      variant="embedded"
      items={[...facts]}
      trackBy="id"
      ariaLabels={{ tableLabel: t('launch.type.compareButton') }}
      columnDefinitions={[
        {
          id: 'fact',
          header: t('launch.type.fact'),
          cell: ({ header }) => header,
          isRowHeader: true,
        },
        ...props.types.map((type) => ({
          id: type.name,
          header: (
            <>
              {type.name}{' '}
              {onChoose ? (
                <Button
                  variant="inline-link"
                  ariaLabel={`${t('launch.type.select')} ${type.name}`}
                  onClick={() => onChoose(type.name)}
                >
                  {t('launch.type.select')}
                </Button>
              ) : null}
            </>
          ),
          cell: (fact: (typeof facts)[number]) => fact.cell(type),
        })),
      ]}
    />
  )
}
