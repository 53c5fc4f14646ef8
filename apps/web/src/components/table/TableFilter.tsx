import PropertyFilter, {
  type PropertyFilterProps,
} from '@cloudscape-design/components/property-filter'
import { useMemo } from 'react'
import { useT } from '../../i18n/index.ts'
import {
  filterOperators,
  type FilterKind,
  type FilterProperty,
  type FilterToken,
} from '../../lib/filter.ts'

const textOperators = ['=', '!=', ':', '!:'] as const
const boundOperators = ['=', '!=', '>', '>=', '<', '<='] as const
const operatorsOf: Record<FilterKind, readonly PropertyFilterProps.ComparisonOperator[]> = {
  text: textOperators,
  choice: textOperators,
  number: boundOperators,
  date: boundOperators,
}

function toToken(token: PropertyFilterProps.Token): FilterToken[] {
  const operator = filterOperators.find((one) => one === token.operator)
  if (!operator) return []
  const value = String(token.value ?? '')
  return [
    token.propertyKey === undefined
      ? { operator, value }
      : { property: token.propertyKey, operator, value },
  ]
}

/** The token filter over a resource table. */
export default function TableFilter(props: {
  readonly properties: readonly Pick<FilterProperty<unknown>, 'key' | 'label' | 'kind'>[]
  readonly options: readonly { readonly propertyKey: string; readonly value: string }[]
  readonly tokens: readonly FilterToken[]
  readonly onChange: (tokens: readonly FilterToken[]) => void
  readonly placeholder: string
  readonly countText: string
}) {
  const { properties, options, tokens, onChange, placeholder, countText } = props
  const t = useT()
  const filteringProperties = useMemo(
    () =>
      properties.map((property) => {
        const isTag = property.key.startsWith('tag:')
        return {
          key: property.key,
          propertyLabel: property.label,
          groupValuesLabel: t('table.valuesOf', { property: property.label }),
          operators: operatorsOf[property.kind],
          defaultOperator: property.kind === 'text' ? ':' : '=',
          group: isTag ? 'tags' : 'properties',
        } satisfies PropertyFilterProps.FilteringProperty
      }),
    [properties, t],
  )
  const query = useMemo(
    () => ({
      operation: 'and' as const,
      tokens: tokens.map(({ property, operator, value }) =>
        property === undefined ? { operator, value } : { propertyKey: property, operator, value },
      ),
    }),
    [tokens],
  )
  return (
    <PropertyFilter
      hideOperations
      expandToViewport
      query={query}
      onChange={({ detail }) => onChange(detail.tokens.flatMap(toToken))}
      filteringProperties={filteringProperties}
      filteringOptions={options}
      filteringPlaceholder={placeholder}
      filteringAriaLabel={placeholder}
      countText={tokens.length > 0 ? countText : ''}
      customGroupsText={[
        { group: 'properties', properties: t('table.properties'), values: t('table.values') },
        { group: 'tags', properties: t('table.tags'), values: t('table.tagValues') },
      ]}
      i18nStrings={{ clearFiltersText: t('table.clearFilters') }}
    />
  )
}
