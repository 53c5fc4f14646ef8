import Button from '@cloudscape-design/components/button'
import Link from '@cloudscape-design/components/link'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { lazy, memo, Suspense, useDeferredValue, useEffect, useMemo } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import {
  asApiError,
  pathIn,
  placeOf,
  ScopeContext,
  useCallAt,
  useIsReadOnly,
  useScopedPath,
} from '../../api/index.ts'
import { useNever } from '../../resources/use-access.ts'
import {
  ActionsMenu,
  describeError,
  EmptyState,
  notify,
  openHelp,
  PageHelp,
  ResourceTable,
  SidePanel,
  useHasPage,
} from '../../components/index.ts'
import { useLocale } from '../../i18n/index.ts'
import { changeSearch } from '../../lib/change-search.ts'
import { preloadAfterFirstPaint } from '../../lib/first-paint.ts'
import { nameOf } from '../../lib/tags.ts'
import { usePlacedList } from '../../resources/places/use-placed-list.tsx'
import { usePlaces } from '../../resources/places/use-places.ts'
import { findRefusal } from './actions/refusals.ts'
import { useInstanceActions } from './actions/use-instance-actions.tsx'
import { createColumns } from './columns.tsx'
import { idOf, labelOf, type Instance, type InstanceRow } from './instance.ts'
import { useInstanceCosts } from './use-instance-costs.ts'
import { useInstances } from './use-instances.ts'

const loadTabs = () => import('./InstanceTabs.tsx')
const InstanceTabs = lazy(loadTabs)

const tagsOf = (instance: Instance) => instance.Tags
const hrefOf = (row: InstanceRow) => pathIn(placeOf(row), `/instances/${idOf(row)}/details`)

export default function InstancesPage() {
  const locale = useLocale()
  const { t } = locale
  const navigate = useNavigate()
  const toPath = useScopedPath()
  const callAt = useCallAt()
  const hasPage = useHasPage()
  const isReadOnly = useIsReadOnly()
  const places = usePlaces()
  const instances = useInstances(places.shown)
  const canEdit = !places.shown.some(isReadOnly)
  const costOf = useInstanceCosts()
  const columns = useMemo(
    () => createColumns(locale, hrefOf, canEdit, costOf),
    [locale, canEdit, costOf],
  )
  const { selection, table } = usePlacedList(places, instances, idOf, columns)
  const actions = useInstanceActions(selection.items)
  useEffect(() => preloadAfterFirstPaint(loadTabs), [])
  const [only, second] = selection.items
  // The row is marked at once; the panel, which is a page of its own, comes behind.
  const panelOf = useDeferredValue(second ? undefined : only)
  const noLaunch = useNever()('ec2/RunInstances')
  const launch = () => void navigate(toPath('/launch'))
  const connectRefusal = !only
    ? t('reason.selectOne')
    : second
      ? t('reason.onlyOne')
      : findRefusal('connect', only, t)
  const rename = async (instance: InstanceRow, name: string) => {
    const Resources = [idOf(instance)]
    const call = callAt(placeOf(instance))
    try {
      if (name === '') await call('ec2', 'DeleteTags', { Resources, Tags: [{ Key: 'Name' }] })
      else await call('ec2', 'CreateTags', { Resources, Tags: [{ Key: 'Name', Value: name }] })
    } catch (cause) {
      notify({
        type: 'error',
        header: t('rename.failed'),
        content: describeError(asApiError(cause), t),
      })
      throw cause // The cell stays open with what was typed.
    }
  }
  return (
    <>
      <ResourceTable
        id="instances"
        title={t('instances.title')}
        info={
          <Link variant="info" onFollow={() => openHelp(true)}>
            {t('common.info')}
          </Link>
        }
        {...table}
        nameOf={labelOf}
        tagsOf={tagsOf}
        filterPlaceholder={t('instances.filter')}
        onEdit={(instance, _column, value) =>
          rename(instance, typeof value === 'string' ? value.trim() : nameOf(instance))
        }
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            {hasPage('connect') ? (
              <Button
                disabled={connectRefusal !== undefined}
                {...(connectRefusal === undefined ? {} : { disabledReason: connectRefusal })}
                onClick={() =>
                  only && void navigate(pathIn(placeOf(only), `/connect/${idOf(only)}`))
                }
              >
                {t('instances.connect')}
              </Button>
            ) : null}
            <ActionsMenu text={t('action.state')} items={actions.stateMenu} />
            <ActionsMenu text={t('common.actions')} items={actions.actionsMenu} />
            {hasPage('launch') ? (
              <Button
                variant="primary"
                disabled={noLaunch !== undefined}
                {...(noLaunch === undefined ? {} : { disabledReason: noLaunch })}
                onClick={launch}
              >
                {t('instances.launch')}
              </Button>
            ) : null}
          </SpaceBetween>
        }
        empty={
          <EmptyState
            title={t('instances.empty')}
            text={t('instances.emptyText')}
            {...(hasPage('launch')
              ? { action: { text: t('instances.launch'), onClick: launch } }
              : {})}
          />
        }
      />
      {panelOf ? (
        <ScopeContext value={placeOf(panelOf)}>
          <Panel instance={panelOf} />
        </ScopeContext>
      ) : null}
      {actions.dialog}
      <PageHelp header={t('instances.title')}>
        <p>{t('help.instances')}</p>
        <p>{t('help.filter')}</p>
        <p>{t('help.live')}</p>
      </PageHelp>
    </>
  )
}

/** The chosen instance below the list; its tab stands in the URL. */
const Panel = memo(function Panel(props: { readonly instance: InstanceRow }) {
  const { instance } = props
  const { t } = useLocale()
  const [search, setSearch] = useSearchParams()
  const name = nameOf(instance)
  return (
    <SidePanel
      header={t('instances.panel', { id: idOf(instance), name: name === '' ? '' : `(${name})` })}
    >
      <Suspense>
        <InstanceTabs
          instance={instance}
          tab={search.get('tab') ?? undefined}
          onTab={(tab) => changeSearch(setSearch, (params) => params.set('tab', tab))}
        />
      </Suspense>
    </SidePanel>
  )
})
