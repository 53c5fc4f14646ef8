import ContentLayout from '@cloudscape-design/components/content-layout'
import Grid from '@cloudscape-design/components/grid'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useFeed, useScope } from '../../api/index.ts'
import { ErrorState, PageHelp } from '../../components/index.ts'
import { regionTitle, useT } from '../../i18n/index.ts'
import { Account } from './Account.tsx'
import { FirstSteps } from './FirstSteps.tsx'
import { Health } from './Health.tsx'
import { LaunchCard } from './LaunchCard.tsx'
import { Resources } from './Resources.tsx'
import { States } from './States.tsx'
import { Zones } from './Zones.tsx'

/** What the account has here, whether it is well, and where to begin. */
export default function DashboardPage() {
  const t = useT()
  const { region } = useScope()
  const instances = useFeed('instances')
  const empty = instances.status === 'ready' && instances.list.length === 0
  return (
    <ContentLayout header={<Header variant="h1">{t('dashboard.title')}</Header>}>
      <SpaceBetween size="l">
        {instances.error ? <ErrorState error={instances.error} /> : null}
        {empty ? <FirstSteps /> : null}
        <Grid
          gridDefinition={[
            { colspan: { default: 12, xs: 8 } },
            { colspan: { default: 12, xs: 4 } },
          ]}
        >
          <SpaceBetween size="l">
            <Resources region={regionTitle(region, t)} />
            <States instances={instances.list} />
            <Zones instances={instances.list} />
          </SpaceBetween>
          <SpaceBetween size="l">
            {empty ? null : <LaunchCard />}
            <Health />
            <Account />
          </SpaceBetween>
        </Grid>
      </SpaceBetween>
      <PageHelp header={t('dashboard.title')}>
        <p>{t('help.dashboard')}</p>
        <p>{t('help.live')}</p>
      </PageHelp>
    </ContentLayout>
  )
}
