import type { FeedItem } from '@brume/console-api'
import { Navigate } from 'react-router'
import { useScopedPath } from '../../api/index.ts'
import { CopyText, KeyValue, type ResourceColumn } from '../../components/index.ts'
import { useLocale, type Locale } from '../../i18n/index.ts'
import { formatTime } from '../../lib/time.ts'
import { valueColumn } from '../../resources/columns.ts'
import { ResourcePage, type ResourceAction } from '../../resources/ResourcePage.tsx'
import { LaunchFromTemplate } from './LaunchFromTemplate.tsx'
import { SetDefault } from './SetDefault.tsx'
import { VersionsTab } from './VersionsTab.tsx'

export type Template = FeedItem<'launch-templates'>

const idOf = (template: Template) => template.LaunchTemplateId ?? ''
const labelOf = (template: Template) => template.LaunchTemplateName ?? ''

const actions: readonly ResourceAction<Template>[] = [
  {
    id: 'launch',
    text: 'templates.launch',
    dialog: ({ item, onClose }) => <LaunchFromTemplate template={item} onClose={onClose} />,
  },
  {
    id: 'group',
    text: 'asg.create',
    page: (template) => `/auto-scaling-groups/create?template=${idOf(template)}`,
  },
  {
    id: 'version',
    text: 'templates.createVersion',
    page: (template) => `/launch-templates/create?template=${idOf(template)}`,
  },
  {
    id: 'default',
    text: 'templates.setDefault',
    dialog: ({ item, onClose }) => <SetDefault template={item} onClose={onClose} />,
  },
]

export default function TemplatesPage() {
  return (
    <ResourcePage
      feed="launch-templates"
      texts="templates"
      idOf={idOf}
      tagsOf={(template) => template.Tags}
      titleOf={labelOf}
      columns={createColumns}
      create={() => <Go to="/launch-templates/create" />}
      actions={actions}
      remove={(call, LaunchTemplateId) => call('ec2', 'DeleteLaunchTemplate', { LaunchTemplateId })}
      tabs={(template, { t }) => [
        { id: 'details', label: t('tab.details'), content: <Details template={template} /> },
        {
          id: 'versions',
          label: t('templates.versions'),
          content: <VersionsTab key={idOf(template)} template={template} />,
        },
      ]}
    />
  )
}

/** The form is a page of its own. */
function Go({ to }: { readonly to: string }) {
  const path = useScopedPath()
  return <Navigate to={path(to)} />
}

function createColumns({ t, name }: Locale): readonly ResourceColumn<Template>[] {
  return [
    valueColumn('name', t('templates.name'), labelOf, { fixed: true, width: 240 }),
    valueColumn('id', t('templates.id'), idOf, { width: 230 }),
    valueColumn(
      'default',
      t('templates.defaultVersion'),
      ({ DefaultVersionNumber }) => DefaultVersionNumber,
      { width: 150 },
    ),
    valueColumn(
      'latest',
      t('templates.latestVersion'),
      ({ LatestVersionNumber }) => LatestVersionNumber,
      { width: 150 },
    ),
    valueColumn('created', t('templates.createTime'), ({ CreateTime }) => CreateTime, {
      filter: 'date',
      width: 210,
      cell: ({ CreateTime }) => formatTime(CreateTime, name) || '-',
    }),
    valueColumn('by', t('templates.createdBy'), ({ CreatedBy }) => CreatedBy, { width: 280 }),
  ]
}

function Details({ template }: { readonly template: Template }) {
  const { t, name } = useLocale()
  return (
    <KeyValue
      columns={4}
      items={[
        [t('templates.name'), labelOf(template)],
        [t('templates.id'), <CopyText key="id" text={idOf(template)} />],
        [t('templates.defaultVersion'), template.DefaultVersionNumber],
        [t('templates.latestVersion'), template.LatestVersionNumber],
        [t('templates.createTime'), formatTime(template.CreateTime, name)],
        [t('templates.createdBy'), template.CreatedBy],
      ]}
    />
  )
}
