import type { Connection } from '@brume/console-api'
import AppLayout from '@cloudscape-design/components/app-layout'
import HelpPanel from '@cloudscape-design/components/help-panel'
import { lazy, Suspense, useEffect, useMemo, useState } from 'react'
import { Outlet, useMatches, useParams } from 'react-router'
import { useBootstrap } from '../api/bootstrap.ts'
import { rememberRegion } from '../api/default-region.ts'
import { ScopeContext, type Scope } from '../api/scope.ts'
import { useGateClosed } from '../api/sign-in-gate.ts'
import { useAccountTime } from '../api/use-account-time.ts'
import { openHelp, SlotHost, useSlots } from '../components/page-slots.tsx'
import { EmptyState } from '../components/index.ts'
import { loadLaterMessages, useT } from '../i18n/index.ts'
import { remembered } from '../lib/remembered.ts'
import {
  afterFirstPaint,
  pageAwaited,
  pageShown,
  preloadAfterFirstPaint,
} from '../lib/first-paint.ts'
import { HasPageContext } from '../components/page-table.ts'
import { findRoute } from '../routes.tsx'
import { Breadcrumbs } from './Breadcrumbs.tsx'
import { ConnectionStripe } from './ConnectionStripe.tsx'
import { Flashes } from './Flashes.tsx'
import { Keyboard } from './Keyboard.tsx'
import { Navigation } from './Navigation.tsx'

/** The page around every page: who and where one is, where one can go, what has happened. */
export function Frame() {
  const { connection = '', region = '' } = useParams()
  const t = useT()
  const scope = useMemo<Scope>(() => ({ connection, region }), [connection, region])
  const known = useBootstrap().connections.find((one) => one.id === connection)
  useEffect(() => {
    if (known) rememberRegion(scope)
  }, [known, scope])
  if (!known) {
    return (
      <main>
        <EmptyState
          page
          title={t('errors.noConnectionTitle')}
          text={t('errors.noConnectionText', { id: connection })}
          action={{ text: t('shell.home'), onClick: () => location.assign('/') }}
        />
      </main>
    )
  }
  return (
    <ScopeContext value={scope}>
      <HasPageContext value={hasPage}>
        {/* Another account or Region is another world: nothing of the page may be carried over. */}
        <Layout key={`${connection}/${region}`} connection={known} />
      </HasPageContext>
    </ScopeContext>
  )
}

const TopBar = lazy(() => afterFirstPaint(() => import('./TopBar.tsx')))
const SignInGate = lazy(async () => {
  const [gate] = await Promise.all([import('./SignInGate.tsx'), loadLaterMessages()])
  return gate
})
const CodeGate = lazy(() => import('./CodeGate.tsx'))
const loadSplitPanel = () => import('./split-panel.ts')
const SplitPanel = lazy(loadSplitPanel)

const hasPage = (id: string) => findRoute(id) !== undefined

const navigationMemory = remembered('navigation', (stored) => stored !== false)
const panelMemory = remembered<'bottom' | 'side'>('panel', (stored) =>
  stored === 'side' ? 'side' : 'bottom',
)

function Layout(props: { readonly connection: Connection }) {
  const t = useT()
  const { id, access } = props.connection
  // the session may have ended since the page was opened
  const gateClosed = useGateClosed()
  const locked = props.connection.locked || gateClosed
  useAccountTime()
  useEffect(() => preloadAfterFirstPaint(loadSplitPanel), [])
  const slots = useSlots()
  const matches = useMatches()
  const route = findRoute(matches.at(-1)?.id ?? '')
  const awaitsList = route?.content === 'table' && !locked
  useEffect(() => (awaitsList ? pageAwaited() : pageShown()), [awaitsList])
  const [navigationOpen, setNavigationOpen] = useState(navigationMemory.read)
  const [panelPosition, setPanelPosition] = useState(panelMemory.read)
  const [panelOpen, setPanelOpen] = useState(true)
  const showNavigation = (open: boolean) => {
    navigationMemory.write(open)
    setNavigationOpen(open)
  }
  const { panel, help } = slots
  return (
    <>
      <div id="brume-top" style={{ position: 'sticky', insetBlockStart: 0, zIndex: 1002 }}>
        <ConnectionStripe />
        <Suspense fallback={<div className="brume-top-space" />}>
          <TopBar />
        </Suspense>
      </div>
      <Keyboard onToggleNavigation={() => showNavigation(!navigationOpen)} />
      <AppLayout
        headerSelector="#brume-top"
        contentType={route?.content ?? 'default'}
        maxContentWidth={route?.content === 'form' ? 1400 : Number.MAX_VALUE}
        navigation={<Navigation />}
        navigationOpen={navigationOpen}
        onNavigationChange={({ detail }) => showNavigation(detail.open)}
        breadcrumbs={<Breadcrumbs />}
        notifications={<Flashes />}
        stickyNotifications
        content={
          locked ? (
            <Suspense>
              {access ? <SignInGate access={access} connection={id} /> : <CodeGate />}
            </Suspense>
          ) : (
            <Outlet />
          )
        }
        toolsHide={help === undefined}
        toolsOpen={help?.open ?? false}
        onToolsChange={({ detail }) => openHelp(detail.open)}
        tools={
          <HelpPanel header={<h2>{help?.header ?? ''}</h2>}>
            <SlotHost name="helpHost" />
          </HelpPanel>
        }
        splitPanelOpen={panelOpen && panel !== undefined}
        onSplitPanelToggle={({ detail }) => setPanelOpen(detail.open)}
        splitPanelPreferences={{ position: panelPosition }}
        onSplitPanelPreferencesChange={({ detail }) => {
          panelMemory.write(detail.position)
          setPanelPosition(detail.position)
        }}
        splitPanel={
          panel === undefined ? undefined : (
            <Suspense>
              <SplitPanel header={panel.header}>
                <SlotHost name="panelHost" />
              </SplitPanel>
            </Suspense>
          )
        }
        ariaLabels={{
          navigation: t('shell.navigation'),
          navigationToggle: t('shell.openNavigation'),
          navigationClose: t('shell.closeNavigation'),
          notifications: t('shell.notificationBar'),
          tools: t('shell.help'),
          toolsToggle: t('shell.openHelp'),
          toolsClose: t('shell.closeHelp'),
        }}
      />
    </>
  )
}
