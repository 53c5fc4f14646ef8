import ButtonDropdown, {
  type ButtonDropdownProps,
} from '@cloudscape-design/components/button-dropdown'
import { lazy, Suspense, useState } from 'react'
import { useSearchParams } from 'react-router'
import { useT } from '../../i18n/index.ts'
import { changeSearch } from '../../lib/change-search.ts'
import type { TablePreferences } from './preferences.ts'
import { isLike, rememberedViews, viewQuery, type SavedView } from './views.ts'

const ViewDialogs = lazy(() => import('./ViewDialogs.tsx'))

interface ListToolsProps {
  readonly tableId: string
  readonly preferences: TablePreferences
  readonly onPreferences: (next: TablePreferences) => void
  /** How many rows the filter lets through. */
  readonly shown: number
  readonly chosen: number
  readonly onExport: (kind: 'csv' | 'json', which: 'shown' | 'chosen') => void
}

/** Beside the filter of a list: its saved views, and its rows as a file. */
export default function ListTools(props: ListToolsProps) {
  return (
    <>
      <ViewsMenu {...props} />
      <ExportMenu {...props} />
    </>
  )
}

function ViewsMenu(props: ListToolsProps) {
  const { tableId, preferences, onPreferences } = props
  const t = useT()
  const [search, setSearch] = useSearchParams()
  const [memory] = useState(() => rememberedViews(tableId))
  const [views, setViews] = useState(memory.read)
  const [dialog, setDialog] = useState<'save' | 'manage'>()
  const current = views.find((view) => isLike(view, search, preferences))
  const change = (next: readonly SavedView[]) => {
    memory.write(next)
    setViews(next)
  }
  const show = ({
    query,
    columns,
    pageSize,
  }: Pick<SavedView, 'query' | 'columns' | 'pageSize'>) => {
    onPreferences({ ...preferences, columns, pageSize })
    const write = (params: URLSearchParams) => {
      for (const name of [...params.keys()]) params.delete(name)
      for (const [name, value] of new URLSearchParams(query)) params.append(name, value)
    }
    changeSearch(setSearch, write, 'push')
  }
  const items: ButtonDropdownProps.Items = [
    ...views.map((view): ButtonDropdownProps.CheckboxItem => ({
      id: `view:${view.id}`,
      itemType: 'checkbox',
      checked: view === current,
      text: view.name,
      ...(view.isDefault && { secondaryText: t('views.isDefault') }),
    })),
    { id: 'save', text: t('views.save') },
    { id: 'manage', text: t('views.manage'), disabled: views.length === 0 },
  ]
  return (
    <>
      <ButtonDropdown
        expandToViewport
        items={items}
        ariaLabel={current ? t('views.current', { name: current.name }) : t('views.title')}
        onItemClick={({ detail: { id } }) => {
          if (id === 'save' || id === 'manage') setDialog(id)
          const view = views.find((one) => `view:${one.id}` === id)
          if (view) show(view)
        }}
      >
        {current?.name ?? t('views.title')}
      </ButtonDropdown>
      {dialog === undefined ? null : (
        <Suspense>
          <ViewDialogs
            dialog={dialog}
            views={views}
            now={{
              query: viewQuery(search),
              columns: preferences.columns,
              pageSize: preferences.pageSize,
            }}
            onChange={change}
            onClose={() => setDialog(undefined)}
          />
        </Suspense>
      )}
    </>
  )
}

function ExportMenu({ shown, chosen, onExport }: ListToolsProps) {
  const t = useT()
  const entries = (which: 'shown' | 'chosen', count: number) => ({
    text: t(`export.${which}`, { count }),
    items: (['csv', 'json'] as const).map((kind) => ({
      id: `${which}:${kind}`,
      text: t(`export.${kind}`),
      disabled: count === 0,
    })),
  })
  return (
    <ButtonDropdown
      expandToViewport
      items={[entries('shown', shown), ...(chosen === 0 ? [] : [entries('chosen', chosen)])]}
      onItemClick={({ detail }) => {
        const [which, kind] = detail.id.split(':')
        onExport(kind === 'csv' ? 'csv' : 'json', which === 'chosen' ? 'chosen' : 'shown')
      }}
    >
      {t('export.title')}
    </ButtonDropdown>
  )
}
