import type { FeedItem } from '@brume/console-api'
import { useScopedPath } from '../../api/index.ts'
import { CopyText, KeyValue, RouteLink, type ResourceColumn } from '../../components/index.ts'
import { useLocale, useT, type Locale } from '../../i18n/index.ts'
import { formatTime } from '../../lib/time.ts'
import { valueColumn } from '../../resources/columns.ts'
import { FieldsDialog } from '../../resources/FieldsDialog.tsx'
import { ResourcePage } from '../../resources/ResourcePage.tsx'

type Dashboard = FeedItem<'dashboards'>

const nameOf = ({ DashboardName = '' }: Dashboard) => DashboardName
const pathOf = (dashboard: Dashboard) => `/dashboards/${encodeURIComponent(nameOf(dashboard))}`

export default function DashboardsPage() {
  return (
    <ResourcePage
      feed="dashboards"
      texts="dashboards"
      idOf={nameOf}
      titleOf={() => ''}
      columns={createColumns}
      create={Create}
      actions={[{ id: 'open', text: 'dashboards.open', page: pathOf, looks: true }]}
      remove={(call, name) => call('cloudwatch', 'DeleteDashboards', { DashboardNames: [name] })}
      tabs={(dashboard, { t }) => [
        { id: 'details', label: t('tab.details'), content: <Details dashboard={dashboard} /> },
      ]}
    />
  )
}

function createColumns({ t, name }: Locale): readonly ResourceColumn<Dashboard>[] {
  return [
    valueColumn('name', t('dashboards.name'), nameOf, {
      fixed: true,
      width: 320,
      cell: (dashboard) => <Link dashboard={dashboard} />,
    }),
    valueColumn('changed', t('dashboards.changed'), ({ LastModified }) => LastModified, {
      filter: 'date',
      width: 240,
      cell: ({ LastModified }) => formatTime(LastModified, name),
    }),
    valueColumn('size', t('dashboards.size'), ({ Size }) => Size, { width: 140 }),
  ]
}

function Link({ dashboard }: { readonly dashboard: Dashboard }) {
  const toPath = useScopedPath()
  return <RouteLink href={toPath(pathOf(dashboard))}>{nameOf(dashboard)}</RouteLink>
}

function Details({ dashboard }: { readonly dashboard: Dashboard }) {
  const { t, name } = useLocale()
  return (
    <KeyValue
      columns={3}
      items={[
        [t('dashboards.name'), <Link key="name" dashboard={dashboard} />],
        [t('dashboards.changed'), formatTime(dashboard.LastModified, name)],
        ['ARN', <CopyText key="arn" text={dashboard.DashboardArn} />],
      ]}
    />
  )
}

function Create({ onClose }: { readonly onClose: () => void }) {
  const t = useT()
  return (
    <FieldsDialog
      title={t('dashboards.create')}
      submitText={t('dashboards.create')}
      savedText={t('dashboards.created')}
      note={t('dashboards.createText')}
      fields={[
        {
          id: 'name',
          label: t('dashboards.name'),
          problem: (value) =>
            /^[\w-]{1,255}$/.test(value) ? undefined : t('dashboards.nameFault'),
        },
      ]}
      run={(call, { name }) =>
        call('cloudwatch', 'PutDashboard', {
          DashboardName: name,
          DashboardBody: JSON.stringify({ widgets: [] }),
        })
      }
      onClose={onClose}
    />
  )
}
