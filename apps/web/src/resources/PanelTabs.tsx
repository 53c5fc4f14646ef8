import Tabs, { type TabsProps } from '@cloudscape-design/components/tabs'
import { useSearchParams } from 'react-router'
import { changeSearch } from '../lib/change-search.ts'

/** Tabs whose choice stands in the URL (`?tab=`). */
export function PanelTabs(props: { readonly tabs: readonly TabsProps.Tab[] }) {
  const [search, setSearch] = useSearchParams()
  const wanted = search.get('tab')
  const active = props.tabs.find(({ id }) => id === wanted) ?? props.tabs[0]
  return (
    <Tabs
      activeTabId={active?.id ?? ''}
      tabs={props.tabs}
      onChange={({ detail }) =>
        changeSearch(setSearch, (params) => params.set('tab', detail.activeTabId))
      }
    />
  )
}
