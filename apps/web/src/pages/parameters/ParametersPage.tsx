import Grid from '@cloudscape-design/components/grid'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useCallback, useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { useFeeds, useOperation, type Call } from '../../api/index.ts'
import { CopyText, KeyValue, type ResourceColumn } from '../../components/index.ts'
import { useLocale, useT, type Locale } from '../../i18n/index.ts'
import { changeSearch } from '../../lib/change-search.ts'
import { formatTime } from '../../lib/time.ts'
import { valueColumn } from '../../resources/columns.ts'
import { ResourcePage, type ResourceAction } from '../../resources/ResourcePage.tsx'
import type { WriteTags } from '../../resources/bulk/tag-change.ts'
import { usePlaces } from '../../resources/places/use-places.ts'
import { ResourceTags } from '../../resources/ResourceTags.tsx'
import { FolderTree } from './FolderTree.tsx'
import { HistoryTab } from './HistoryTab.tsx'
import { idOf, isSecret, useValue, type Parameter } from './parameter.ts'
import { CreateParameter, EditParameter } from './ParameterDialogs.tsx'
import { Secret } from './Secret.tsx'
import { foldersOf, isIn } from './tree.ts'

const actions: readonly ResourceAction<Parameter>[] = [
  { id: 'edit', text: 'parameters.edit', dialog: EditParameter },
]

async function remove(call: Call, Name: string): Promise<void> {
  const { InvalidParameters = [] } = await call('ssm', 'DeleteParameters', { Names: [Name] })
  if (InvalidParameters.length > 0) throw new Error(`Parameter ${Name} not found.`)
}

/** Parameter Store: the list of the folder that is chosen, and of all that is below it. */
export default function ParametersPage() {
  const t = useT()
  const [search, setSearch] = useSearchParams()
  const folder = search.get('folder') ?? '/'
  const { shown } = usePlaces()
  const { list } = useFeeds('parameters', shown)
  const folders = useMemo(() => foldersOf(list.map(idOf)), [list])
  const passes = useCallback((one: Parameter) => isIn(idOf(one), folder), [folder])
  // One component for as long as the folder is open: another would lose what has been typed.
  const Create = useCallback(
    ({ onClose }: { readonly onClose: () => void }) => (
      <CreateParameter folder={folder} onClose={onClose} />
    ),
    [folder],
  )
  const table = (
    <ResourcePage
      feed="parameters"
      texts="parameters"
      heading={folder === '/' ? 'parameters.all' : 'parameters.below'}
      variant="container"
      idOf={idOf}
      titleOf={() => ''}
      columns={createColumns}
      defaultSort="name"
      passes={passes}
      create={Create}
      actions={actions}
      remove={remove}
      tabs={(parameter, locale) => [
        {
          id: 'overview',
          label: locale.t('parameters.overview'),
          content: <Details parameter={parameter} />,
        },
        {
          id: 'history',
          label: locale.t('parameters.history'),
          content: <HistoryTab key={idOf(parameter)} parameter={parameter} />,
        },
        { id: 'tags', label: locale.t('tab.tags'), content: <Tags parameter={parameter} /> },
      ]}
    />
  )
  return (
    <SpaceBetween size="m">
      <Header variant="h1" description={t('parameters.emptyText')}>
        {t('parameters.title')}
      </Header>
      {folders.length === 0 && folder === '/' ? (
        table
      ) : (
        <Grid
          gridDefinition={[{ colspan: { default: 12, s: 3 } }, { colspan: { default: 12, s: 9 } }]}
        >
          <FolderTree
            folders={folders}
            total={list.length}
            chosen={folder}
            onChoose={(path) =>
              changeSearch(setSearch, (params) => {
                if (path === '/') params.delete('folder')
                else params.set('folder', path)
                params.delete('selected')
              })
            }
          />
          {table}
        </Grid>
      )}
    </SpaceBetween>
  )
}

function createColumns({ t, name }: Locale): readonly ResourceColumn<Parameter>[] {
  return [
    valueColumn('name', t('parameters.name'), idOf, { fixed: true, width: 280 }),
    valueColumn('tier', t('parameters.tier'), ({ Tier }) => Tier, { filter: 'choice', width: 110 }),
    valueColumn('type', t('parameters.type'), ({ Type }) => Type, { filter: 'choice', width: 130 }),
    valueColumn('version', t('parameters.version'), ({ Version }) => Version, { width: 90 }),
    valueColumn('changed', t('parameters.changed'), (one) => one.LastModifiedDate, {
      filter: 'date',
      width: 210,
      cell: ({ LastModifiedDate }) => formatTime(LastModifiedDate, name) || '-',
    }),
    valueColumn('description', t('groups.descriptionColumn'), (one) => one.Description, {
      width: 220,
    }),
    valueColumn('dataType', t('parameters.dataType'), ({ DataType }) => DataType, {
      filter: 'choice',
      hidden: true,
    }),
    valueColumn('key', t('parameters.key'), ({ KeyId }) => KeyId, { hidden: true }),
  ]
}

function Details({ parameter }: { readonly parameter: Parameter }) {
  const { t, name } = useLocale()
  const { data } = useValue(parameter, !isSecret(parameter))
  return (
    <KeyValue
      columns={3}
      items={[
        [t('parameters.name'), <CopyText key="name" text={parameter.Name} />],
        [
          t('parameters.value'),
          isSecret(parameter) ? (
            <Secret key={parameter.Version} name={`${idOf(parameter)}:${parameter.Version ?? 1}`} />
          ) : (
            <CopyText key="value" text={data?.Parameter?.Value} />
          ),
        ],
        ['ARN', <CopyText key="arn" text={parameter.ARN} />],
        [t('parameters.type'), parameter.Type],
        [t('parameters.tier'), parameter.Tier],
        [t('parameters.dataType'), parameter.DataType],
        [t('parameters.version'), parameter.Version],
        [t('parameters.changed'), formatTime(parameter.LastModifiedDate, name)],
        [t('parameters.changedBy'), parameter.LastModifiedUser],
        [t('groups.descriptionColumn'), parameter.Description],
        [t('parameters.pattern'), parameter.AllowedPattern],
        [t('parameters.key'), parameter.KeyId],
        ...(parameter.Policies ?? []).map(
          ({ PolicyType = '', PolicyStatus, PolicyText }) =>
            [PolicyType, [PolicyStatus, PolicyText].filter(Boolean).join(' · ')] as const,
        ),
      ]}
    />
  )
}

const writeTags: WriteTags = async (call, ResourceId, Tags, removed) => {
  const resource = { ResourceType: 'Parameter', ResourceId } as const
  if (Tags.length > 0) await call('ssm', 'AddTagsToResource', { ...resource, Tags })
  if (removed.length > 0) {
    await call('ssm', 'RemoveTagsFromResource', {
      ...resource,
      TagKeys: removed.map(({ Key }) => Key),
    })
  }
}

function Tags({ parameter }: { readonly parameter: Parameter }) {
  const { data } = useOperation('ssm', 'ListTagsForResource', {
    ResourceType: 'Parameter',
    ResourceId: idOf(parameter),
  })
  return <ResourceTags id={idOf(parameter)} tags={data?.TagList} write={writeTags} />
}
