import Spinner from '@cloudscape-design/components/spinner'
import type { TabsProps } from '@cloudscape-design/components/tabs'
import { lazy, Suspense, type ComponentType } from 'react'
import type { PlainKey, Translate } from '../../i18n/index.ts'
import type { Group } from './group.ts'

type GroupTab = ComponentType<{ readonly group: Group }>

/** In the order of AWS's console; each is loaded when it is first opened. */
const tabs: readonly { readonly id: string; readonly label: PlainKey; readonly Tab: GroupTab }[] = [
  { id: 'details', label: 'tab.details', Tab: lazy(() => import('./tabs/DetailsTab.tsx')) },
  { id: 'activity', label: 'asg.tab.activity', Tab: lazy(() => import('./tabs/ActivityTab.tsx')) },
  { id: 'scaling', label: 'asg.tab.scaling', Tab: lazy(() => import('./tabs/ScalingTab.tsx')) },
  {
    id: 'instances',
    label: 'asg.tab.instances',
    Tab: lazy(() => import('./tabs/InstancesTab.tsx')),
  },
  { id: 'refresh', label: 'asg.tab.refresh', Tab: lazy(() => import('./tabs/RefreshTab.tsx')) },
  {
    id: 'monitoring',
    label: 'tab.monitoring',
    Tab: lazy(() => import('./tabs/MonitoringTab.tsx')),
  },
]

export function tabsOf(group: Group, t: Translate): TabsProps.Tab[] {
  return tabs.map(({ id, label, Tab }) => ({
    id,
    label: t(label),
    content: (
      <Suspense fallback={<Spinner size="large" />}>
        <Tab group={group} />
      </Suspense>
    ),
  }))
}
