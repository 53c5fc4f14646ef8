import Header from '@cloudscape-design/components/header'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import Pagination from '@cloudscape-design/components/pagination'
import Table, { type TableProps } from '@cloudscape-design/components/table'
import {
  lazy,
  Suspense,
  useCallback,
  useDeferredValue,
  useEffect,
  useMemo,
  type ReactNode,
} from 'react'
import type { ApiError } from '@brume/console-api'
import { useT } from '../../i18n/index.ts'
import type { FilterProperty } from '../../lib/filter.ts'
import { afterFirstPaint, pageShown } from '../../lib/first-paint.ts'
import type { Tag } from '../../lib/tags.ts'
import { EmptyState } from '../EmptyState.tsx'
import { describeError } from '../error-text.ts'
import { ErrorState } from '../ErrorState.tsx'
import {
  filterPropertiesOf,
  tagProperty,
  tagPropertyPrefix,
  visibleColumns,
  widthOf,
  type ResourceColumn,
} from './columns.ts'
import { columnsInView, rowsInView } from './first-look.ts'
import { useOpening } from './opening.ts'
import { useTablePreferences } from './preferences.ts'
import { useFilterOptions, useRows } from './use-rows.ts'
import type { Selection } from './use-selection.ts'
import { useTableUrl } from './use-table-url.ts'
import { useTagKeys } from './use-tag-keys.ts'

export interface ResourceTableProps<T> {
  /** Under this name the preferences are kept. */
  readonly id: string
  readonly title: string
  readonly description?: string
  /** Keep the array the same while nothing changes; the same holds for `columns` and `filters`. */
  readonly items: readonly T[]
  readonly status: 'loading' | 'ready' | 'error' | 'reconnecting'
  readonly error?: ApiError | undefined
  readonly idOf: (item: T) => string
  /** How a row is called for someone who does not see it. */
  readonly nameOf: (item: T) => string
  readonly columns: readonly ResourceColumn<T>[]
  /** Filter properties that have no column. */
  readonly filters?: readonly FilterProperty<T>[]
  readonly tagsOf?: (item: T) => readonly Tag[] | undefined
  readonly filterPlaceholder: string
  readonly defaultSort?: string
  readonly selection?: Selection<T>
  readonly selectionType?: 'single' | 'multi'
  readonly actions?: ReactNode
  /** Beside the filter: what chooses the Regions of the list. */
  readonly placePicker?: ReactNode
  /** What an address that says nothing shows, without a default view. */
  readonly openingQuery?: string
  /** What the list still waits for. */
  readonly progress?: string
  /** Above the table: what could not be listed. */
  readonly notice?: ReactNode
  /** What a row is in a file of JSON; the item as it is unless told. */
  readonly recordOf?: (item: T) => unknown
  readonly info?: ReactNode
  readonly empty: ReactNode
  readonly onEdit?: TableProps.SubmitEditFunction<T>
  /** `full-page` for the one table of a page. */
  readonly variant?: 'full-page' | 'container' | 'embedded'
}

const noFilters: readonly never[] = []

// The first rows do without these: they are a third of the code of a list.
const TableFilter = lazy(() => afterFirstPaint(() => import('./TableFilter.tsx')))
const ListTools = lazy(() => afterFirstPaint(() => import('./ListTools.tsx')))
const TablePreferencesDialog = lazy(() =>
  afterFirstPaint(() => import('./TablePreferencesDialog.tsx')),
)

/** A list of resources: filter, order, pages, columns of choice, selection. All of it survives live updates and reloads. */
export function ResourceTable<T>(props: ResourceTableProps<T>) {
  const { items, columns, selection, idOf, nameOf, tagsOf, filters = noFilters } = props
  const t = useT()
  const [preferences, setPreferences] = useTablePreferences(props.id, columns)
  const url = useTableUrl(props.defaultSort)
  useOpening(props.id, {
    otherwise: props.openingQuery ?? '',
    apply: ({ columns, pageSize }) => setPreferences({ ...preferences, columns, pageSize }),
  })
  const properties = useMemo(() => filterPropertiesOf(columns, filters), [columns, filters])
  const tagKeys = useTagKeys(items, tagsOf)
  const findProperty = useCallback(
    (key: string) =>
      properties.find((one) => one.key === key) ?? (tagsOf && tagProperty(key, tagsOf)),
    [properties, tagsOf],
  )
  const offered = useMemo(
    () => [...properties, ...tagKeys.flatMap((key) => findProperty(tagPropertyPrefix + key) ?? [])],
    [properties, tagKeys, findProperty],
  )
  const options = useFilterOptions(items, properties)
  const sortColumn = columns.find((column) => column.id === url.sortKey && column.value)
  const rows = useRows({
    items,
    tokens: url.tokens,
    properties,
    findProperty,
    sortKey: sortColumn?.id,
    sortBy: sortColumn?.value && { value: sortColumn.value, descending: url.descending },
    pageIndex: url.pageIndex,
    pageSize: preferences.pageSize,
  })
  const definitions = useMemo(
    () =>
      columns.map((column) => {
        const { id, header, cell, value, fixed, edit } = column
        return {
          id,
          header,
          cell,
          width: preferences.widths[id] ?? widthOf(column),
          minWidth: 80,
          isRowHeader: fixed === true,
          ...(value ? { sortingField: id } : {}),
          ...(edit ? { editConfig: edit } : {}),
          ariaLabel: ({ sorted, descending }) =>
            !value
              ? header
              : t(
                  sorted ? (descending ? 'table.sortedDown' : 'table.sortedUp') : 'table.sortable',
                  { column: header },
                ),
        } satisfies TableProps.ColumnDefinition<T>
      }),
    [columns, preferences.widths, t],
  )
  const total = items.length
  const partial = props.status === 'loading'
  const loading = partial && total === 0
  useEffect(() => {
    if (!loading) pageShown()
  }, [loading])
  const whole = useDeferredValue(!loading, false)
  const headerOf = (id: string | undefined) => columns.find((one) => one.id === id)?.header ?? ''
  const chosen = selection?.items.length ?? 0
  const filtered = url.tokens.length > 0
  const count = partial ? `${total}+` : String(total)
  const failed = props.status === 'error' && total === 0
  const stale = props.status === 'error' && total > 0 ? props.error : undefined
  const exportRows = async (kind: 'csv' | 'json', which: 'shown' | 'chosen') => {
    const items = which === 'chosen' && selection ? selection.items : rows.matching
    const { exportFile } = await import('./export-rows.ts')
    exportFile(kind, props.id, visibleColumns(columns, preferences), items, props.recordOf)
  }
  const table = (
    <Table
      variant={props.variant ?? 'full-page'}
      // In a container the head may take several lines: kept in view it would cover the rows.
      stickyHeader={props.variant === undefined}
      resizableColumns
      enableKeyboardNavigation
      contentDensity={preferences.density}
      wrapLines={preferences.wrapLines}
      stripedRows={preferences.stripedRows}
      items={whole ? rows.page : rows.page.slice(0, rowsInView())}
      trackBy={idOf}
      columnDefinitions={definitions}
      columnDisplay={whole ? preferences.columns : columnsInView(preferences.columns, definitions)}
      onColumnWidthsChange={({ detail }) => {
        const widths = { ...preferences.widths }
        // One width for every definition, shown or not.
        columns.forEach(({ id }, index) => {
          const width = detail.widths[index]
          if (width !== undefined) widths[id] = width
        })
        setPreferences({ ...preferences, widths })
      }}
      {...(sortColumn
        ? { sortingColumn: { sortingField: sortColumn.id }, sortingDescending: url.descending }
        : {})}
      onSortingChange={({ detail }) => {
        const key = detail.sortingColumn.sortingField
        if (key !== undefined) url.setSort(key, detail.isDescending ?? false)
      }}
      {...(selection
        ? {
            selectionType: props.selectionType ?? 'multi',
            selectedItems: selection.items,
            onSelectionChange: ({ detail }: { detail: TableProps.SelectionChangeDetail<T> }) =>
              selection.select(detail.selectedItems.map(idOf)),
            onRowClick: ({ detail }: { detail: TableProps.OnRowClickDetail<T> }) =>
              selection.select([idOf(detail.item)]),
          }
        : {})}
      {...(props.onEdit ? { submitEdit: props.onEdit } : {})}
      loading={loading}
      loadingText={t('table.loading')}
      ariaLabels={{
        tableLabel: props.title,
        selectionGroupLabel: t('table.selection'),
        allItemsSelectionLabel: () => t('table.selectAll'),
        itemSelectionLabel: (_state, item) => t('table.selectItem', { name: nameOf(item) }),
        resizerRoleDescription: t('table.resize'),
        activateEditLabel: (column, item) =>
          t('table.edit', { column: headerOf(column.id), name: nameOf(item) }),
        cancelEditLabel: () => t('common.cancel'),
        submitEditLabel: () => t('common.save'),
        submittingEditText: () => t('common.saving'),
        successfulEditLabel: () => t('common.saved'),
      }}
      renderAriaLive={({ firstIndex, lastIndex, totalItemsCount }) =>
        t('table.shown', { first: firstIndex, last: lastIndex, total: totalItemsCount ?? 0 })
      }
      firstIndex={(rows.pageIndex - 1) * preferences.pageSize + 1}
      totalItemsCount={rows.matching.length}
      header={
        <Header
          variant={props.variant === undefined ? 'awsui-h1-sticky' : 'h2'}
          counter={loading ? '' : chosen > 0 ? `(${chosen}/${count})` : `(${count})`}
          description={
            stale ? (
              <StatusIndicator type="warning">
                {t('table.stale')} {describeError(stale, t)}
              </StatusIndicator>
            ) : (
              props.description
            )
          }
          info={
            props.progress === undefined ? (
              props.info
            ) : (
              <StatusIndicator type="in-progress">{props.progress}</StatusIndicator>
            )
          }
          actions={props.actions}
        >
          {props.title}
        </Header>
      }
      filter={
        <Suspense fallback={<div className="brume-filter-space" />}>
          <div className="brume-list-tools">
            <div className="brume-list-filter">
              <TableFilter
                properties={offered}
                options={options}
                tokens={url.tokens}
                onChange={url.setTokens}
                placeholder={props.filterPlaceholder}
                countText={t('table.matches', { count: rows.matching.length })}
              />
            </div>
            {props.placePicker ? <div className="brume-places">{props.placePicker}</div> : null}
            <ListTools
              tableId={props.id}
              preferences={preferences}
              onPreferences={setPreferences}
              shown={rows.matching.length}
              chosen={chosen}
              onExport={(kind, which) => void exportRows(kind, which)}
            />
          </div>
        </Suspense>
      }
      pagination={
        <Pagination
          currentPageIndex={rows.pageIndex}
          pagesCount={rows.pageCount}
          onChange={({ detail }) => url.setPage(detail.currentPageIndex)}
          ariaLabels={{
            paginationLabel: t('table.pages'),
            nextPageLabel: t('table.nextPage'),
            previousPageLabel: t('table.previousPage'),
            pageLabel: (page) => t('table.page', { page }),
          }}
        />
      }
      preferences={
        <Suspense>
          <TablePreferencesDialog columns={columns} value={preferences} onChange={setPreferences} />
        </Suspense>
      }
      empty={
        failed && props.error ? (
          <ErrorState error={props.error} />
        ) : filtered && total > 0 ? (
          <EmptyState
            title={t('table.noMatch')}
            text={t('table.noMatchText')}
            action={{ text: t('table.clearFilters'), onClick: () => url.setTokens([]) }}
          />
        ) : (
          props.empty
        )
      }
    />
  )
  return (
    <>
      {props.notice ? <div className="brume-notice">{props.notice}</div> : null}
      {table}
    </>
  )
}
