import type { InstanceCategory } from '@brume/ec2-model'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Checkbox from '@cloudscape-design/components/checkbox'
import FormField from '@cloudscape-design/components/form-field'
import Grid from '@cloudscape-design/components/grid'
import Header from '@cloudscape-design/components/header'
import Input from '@cloudscape-design/components/input'
import Modal from '@cloudscape-design/components/modal'
import Pagination from '@cloudscape-design/components/pagination'
import Select from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Table from '@cloudscape-design/components/table'
import { useCollection } from '@cloudscape-design/collection-hooks'
import { useMemo, useState } from 'react'
import { useT, type Key } from '../../../i18n/index.ts'
import type { TypeFacts } from '../model/facts.ts'
import type { TypePrices } from '../use-type-prices.ts'
import { CompareTypes } from './CompareTypes.tsx'
import { compareTypes, filterTypes, noTypeFilter, type TypeFilter } from './filter-types.ts'
import { PriceNote } from './PriceNote.tsx'
import { typeTableColumns } from './type-columns.tsx'

const mostCompared = 4

const categories = [
  ['general', 'launch.category.general'],
  ['compute', 'launch.category.compute'],
  ['memory', 'launch.category.memory'],
  ['storage', 'launch.category.storage'],
  ['accelerated', 'launch.category.accelerated'],
  ['hpc', 'launch.category.hpc'],
  ['mac', 'launch.category.mac'],
] as const satisfies readonly (readonly [InstanceCategory, Key])[]

/** All types with filters; one is chosen, or up to four are put side by side. */
export function TypeTable(props: {
  readonly types: readonly TypeFacts[]
  readonly chosen: string
  /** The architecture of the chosen image, to start with what fits it. */
  readonly architecture: string | undefined
  readonly prices: TypePrices
  readonly onChoose: (name: string) => void
  readonly onClose: () => void
}) {
  const { types, prices, onChoose, onClose } = props
  const t = useT()
  const [filter, setFilter] = useState<TypeFilter>({
    ...noTypeFilter,
    architecture: props.architecture ?? '',
  })
  const [comparing, setComparing] = useState(false)
  const columns = useMemo(() => typeTableColumns(t, prices), [t, prices])
  const matching = useMemo(
    () => [...filterTypes(types, filter)].sort(compareTypes),
    [types, filter],
  )
  const [selected, setSelected] = useState<readonly TypeFacts[]>(() =>
    types.filter(({ name }) => name === props.chosen),
  )
  const { items, collectionProps, paginationProps } = useCollection(matching, {
    pagination: { pageSize: 20 },
    sorting: {},
  })
  const [only] = selected
  return (
    <Modal
      visible
      size="max"
      header={t('launch.type.tableHeader')}
      closeAriaLabel={t('common.close')}
      onDismiss={onClose}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button
              disabled={selected.length < 2 || selected.length > mostCompared}
              disabledReason={t('launch.type.compareReason', { count: mostCompared })}
              onClick={() => setComparing(!comparing)}
            >
              {t(comparing ? 'launch.type.backToTable' : 'launch.type.compareButton')}
            </Button>
            <Button
              variant="primary"
              disabled={selected.length !== 1}
              disabledReason={t('launch.type.selectReason')}
              onClick={() => only && onChoose(only.name)}
            >
              {t('launch.type.select')}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <PriceNote prices={prices} />
      {prices.anyDerived ? (
        <Box fontSize="body-s" color="text-body-secondary">
          {t('launch.price.derivedText')}
        </Box>
      ) : null}
      {comparing ? (
        <CompareTypes types={selected} prices={prices} onChoose={onChoose} />
      ) : (
        <Table
          {...collectionProps}
          variant="embedded"
          items={items}
          trackBy="name"
          columnDefinitions={columns}
          selectionType="multi"
          selectedItems={[...selected]}
          onSelectionChange={({ detail }) => setSelected(detail.selectedItems)}
          onRowClick={({ detail }) => setSelected([detail.item])}
          enableKeyboardNavigation
          ariaLabels={{
            tableLabel: t('launch.type.tableHeader'),
            selectionGroupLabel: t('table.selection'),
            allItemsSelectionLabel: () => t('table.selectAll'),
            itemSelectionLabel: (_state, type) => t('table.selectItem', { name: type.name }),
          }}
          header={
            <Header
              variant="h3"
              counter={
                selected.length > 0
                  ? `(${selected.length}/${matching.length})`
                  : `(${matching.length})`
              }
            >
              {t('launch.type.tableTitle')}
            </Header>
          }
          filter={<TypeFilters types={types} filter={filter} onChange={setFilter} />}
          pagination={
            <Pagination
              {...paginationProps}
              ariaLabels={{
                paginationLabel: t('table.pages'),
                nextPageLabel: t('table.nextPage'),
                previousPageLabel: t('table.previousPage'),
                pageLabel: (page) => t('table.page', { page }),
              }}
            />
          }
          empty={<Box textAlign="center">{t('table.noMatch')}</Box>}
        />
      )}
    </Modal>
  )
}

function TypeFilters(props: {
  readonly types: readonly TypeFacts[]
  readonly filter: TypeFilter
  readonly onChange: (filter: TypeFilter) => void
}) {
  const { types, filter, onChange } = props
  const t = useT()
  const any = { value: '', label: t('launch.type.any') }
  const categoryOptions = [any, ...categories.map(([value, key]) => ({ value, label: t(key) }))]
  const families = useMemo(() => {
    const inCategory = types.filter(
      ({ category }) => filter.category === '' || category === filter.category,
    )
    return [...new Set(inCategory.map(({ family }) => family))].sort((a, b) =>
      a.localeCompare(b, 'en', { numeric: true }),
    )
  }, [types, filter.category])
  const familyOptions = [any, ...families.map((value) => ({ value, label: value }))]
  const architectures = [
    any,
    { value: 'x86_64', label: t('launch.image.x86') },
    { value: 'arm64', label: t('launch.image.arm') },
  ]
  const numberText = (value: number) => (value === 0 ? '' : String(value))
  return (
    <Grid
      gridDefinition={[
        { colspan: { default: 12, s: 6, m: 2 } },
        { colspan: { default: 12, s: 6, m: 2 } },
        { colspan: { default: 12, s: 6, m: 2 } },
        { colspan: { default: 12, s: 6, m: 2 } },
        { colspan: { default: 6, s: 3, m: 1 } },
        { colspan: { default: 6, s: 3, m: 1 } },
        { colspan: { default: 12, s: 6, m: 2 } },
      ]}
    >
      <FormField label={t('launch.type.search')}>
        <Input
          type="search"
          value={filter.text}
          placeholder="t3.micro"
          clearAriaLabel={t('table.clearFilters')}
          onChange={({ detail }) => onChange({ ...filter, text: detail.value })}
        />
      </FormField>
      <FormField label={t('launch.type.category')}>
        <Select
          selectedOption={categoryOptions.find(({ value }) => value === filter.category) ?? any}
          options={categoryOptions}
          expandToViewport
          onChange={({ detail }) => {
            const chosen = categories.find(([value]) => value === detail.selectedOption.value)
            onChange({ ...filter, category: chosen?.[0] ?? '', family: '' })
          }}
        />
      </FormField>
      <FormField label={t('launch.type.family')}>
        <Select
          selectedOption={familyOptions.find(({ value }) => value === filter.family) ?? any}
          options={familyOptions}
          filteringType="auto"
          expandToViewport
          onChange={({ detail }) =>
            onChange({ ...filter, family: detail.selectedOption.value ?? '' })
          }
        />
      </FormField>
      <FormField label={t('launch.image.architecture')}>
        <Select
          selectedOption={architectures.find(({ value }) => value === filter.architecture) ?? any}
          options={architectures}
          expandToViewport
          onChange={({ detail }) =>
            onChange({ ...filter, architecture: detail.selectedOption.value ?? '' })
          }
        />
      </FormField>
      <FormField label={t('launch.type.minVcpus')}>
        <Input
          type="number"
          inputMode="numeric"
          value={numberText(filter.minVcpus)}
          onChange={({ detail }) => onChange({ ...filter, minVcpus: Number(detail.value) || 0 })}
        />
      </FormField>
      <FormField label={t('launch.type.minMemory')}>
        <Input
          type="number"
          inputMode="decimal"
          value={numberText(filter.minMemoryGiB)}
          onChange={({ detail }) =>
            onChange({ ...filter, minMemoryGiB: Number(detail.value) || 0 })
          }
        />
      </FormField>
      <SpaceBetween size="xxs">
        <Checkbox
          checked={filter.currentOnly}
          onChange={({ detail }) => onChange({ ...filter, currentOnly: detail.checked })}
        >
          {t('launch.type.currentOnly')}
        </Checkbox>
        <Checkbox
          checked={filter.freeTierOnly}
          onChange={({ detail }) => onChange({ ...filter, freeTierOnly: detail.checked })}
        >
          {t('launch.type.free')}
        </Checkbox>
      </SpaceBetween>
    </Grid>
  )
}
