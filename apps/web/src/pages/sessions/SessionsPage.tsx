import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Tabs from '@cloudscape-design/components/tabs'
import { useSearchParams } from 'react-router'
import { useT } from '../../i18n/index.ts'
import { ResourcePage } from '../../resources/ResourcePage.tsx'
import { createColumns } from './columns.tsx'
import { idOf, type Session } from './session.ts'
import { SessionDetails } from './SessionDetails.tsx'
import { StartSession } from './StartSession.tsx'

const lists = ['active', 'history'] as const

/** Session Manager's sessions: those that run, and those of the last thirty days. */
export default function SessionsPage() {
  const t = useT()
  const [search, setSearch] = useSearchParams()
  const active = lists.find((list) => list === search.get('list')) ?? 'active'
  return (
    <SpaceBetween size="m">
      <Header variant="h1" description={t('sessions.description')}>
        {t('sessions.title')}
      </Header>
      <Tabs
        activeTabId={active}
        // Filter, order and selection are of the list that is left.
        onChange={({ detail }) => setSearch({ list: detail.activeTabId })}
        tabs={[
          {
            id: 'active',
            label: t('sessions.active'),
            content: active === 'active' ? <ActiveSessions /> : null,
          },
          {
            id: 'history',
            label: t('sessions.history'),
            content: active === 'history' ? <PastSessions /> : null,
          },
        ]}
      />
    </SpaceBetween>
  )
}

function ActiveSessions() {
  return (
    <ResourcePage
      feed="active-sessions"
      texts="sessions"
      heading="sessions.active"
      variant="container"
      idOf={idOf}
      titleOf={noTitle}
      columns={createActiveColumns}
      defaultSort="-started"
      create={StartSession}
      remove={(call, SessionId) => call('ssm', 'TerminateSession', { SessionId })}
      removesLightly
      tabs={tabsOf}
    />
  )
}

function PastSessions() {
  return (
    <ResourcePage
      feed="past-sessions"
      texts="sessions"
      heading="sessions.history"
      variant="container"
      idOf={idOf}
      titleOf={noTitle}
      columns={createPastColumns}
      defaultSort="-ended"
      tabs={tabsOf}
    />
  )
}

const createActiveColumns = createColumns('active')
const createPastColumns = createColumns('history')
const noTitle = () => ''

const tabsOf: Parameters<typeof ResourcePage<'active-sessions'>>[0]['tabs'] = (
  session: Session,
  { t },
) => [{ id: 'details', label: t('tab.details'), content: <SessionDetails session={session} /> }]
