import Tabs from '@cloudscape-design/components/tabs'
import { useT } from '../../i18n/index.ts'
import { idOf, type InstanceRow } from './instance.ts'
import { SystemLog } from './SystemLog.tsx'
import { DetailsTab } from './tabs/DetailsTab.tsx'
import { MonitoringTab } from './tabs/MonitoringTab.tsx'
import { NetworkingTab } from './tabs/NetworkingTab.tsx'
import { SecurityTab } from './tabs/SecurityTab.tsx'
import { StatusTab } from './tabs/StatusTab.tsx'
import { StorageTab } from './tabs/StorageTab.tsx'
import { TagsTab } from './tabs/TagsTab.tsx'

const tabs = [
  'details',
  'status',
  'monitoring',
  'security',
  'networking',
  'storage',
  'tags',
  'log',
] as const
type TabName = (typeof tabs)[number]

function TabContent(props: {
  readonly name: TabName
  readonly instance: InstanceRow
  readonly summarized: boolean
}) {
  const { name, instance, summarized } = props
  if (name === 'details') return <DetailsTab instance={instance} summarized={summarized} />
  if (name === 'status') return <StatusTab instance={instance} />
  if (name === 'monitoring') return <MonitoringTab instance={instance} />
  if (name === 'security') return <SecurityTab instance={instance} />
  if (name === 'networking') return <NetworkingTab instance={instance} />
  if (name === 'storage') return <StorageTab instance={instance} />
  if (name === 'tags') return <TagsTab instance={instance} />
  return <SystemLog instanceId={idOf(instance)} />
}

/** Only the tab on show is rendered: the others ask nothing of the server. */
export default function InstanceTabs(props: {
  readonly instance: InstanceRow
  readonly tab: string | undefined
  readonly onTab: (tab: string) => void
  readonly summarized?: boolean
}) {
  const { instance, tab, onTab, summarized = false } = props
  const t = useT()
  const active: TabName = tabs.find((one) => one === tab) ?? 'details'
  return (
    <Tabs
      ariaLabel={t('details.more')}
      activeTabId={active}
      onChange={({ detail }) => onTab(detail.activeTabId)}
      tabs={tabs.map((name) => ({
        id: name,
        label: t(`tab.${name}`),
        content:
          name === active ? (
            <TabContent name={name} instance={instance} summarized={summarized} />
          ) : null,
      }))}
    />
  )
}
