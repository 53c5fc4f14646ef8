import Box from '@cloudscape-design/components/box'
import ColumnLayout from '@cloudscape-design/components/column-layout'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import { useFeed, useScopedPath } from '../../api/index.ts'
import { RouteLink, useHasPage } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'

interface Count {
  readonly page: string
  readonly label: string
  readonly count: number
  readonly loading: boolean
  readonly query?: string
}

function Counted(props: Count) {
  const { page, label, count, loading, query = '' } = props
  const toPath = useScopedPath()
  const hasPage = useHasPage()
  const shown = loading ? '…' : String(count)
  return (
    <div className="brume-count">
      <span>{label}</span>
      {hasPage(page) ? (
        <RouteLink
          href={toPath(`/${page}${query}`)}
          fontSize="heading-m"
          ariaLabel={`${label}: ${shown}`}
        >
          {shown}
        </RouteLink>
      ) : (
        <Box fontSize="heading-m">{shown}</Box>
      )}
    </div>
  )
}

/** How many of everything; each number leads to its list. */
export function Resources(props: { readonly region: string }) {
  const t = useT()
  const instances = useFeed('instances')
  const volumes = useFeed('volumes')
  const snapshots = useFeed('snapshots')
  const images = useFeed('images')
  const keys = useFeed('key-pairs')
  const groups = useFeed('security-groups')
  const addresses = useFeed('addresses')
  const running = instances.list.filter(({ State }) => State?.Name === 'running').length
  const of = (feed: { readonly list: readonly unknown[]; readonly status: string }) => ({
    count: feed.list.length,
    loading: feed.status === 'loading',
  })
  return (
    <Container
      header={
        <Header variant="h2" description={t('dashboard.resourcesText', { region: props.region })}>
          {t('dashboard.resources')}
        </Header>
      }
    >
      <ColumnLayout columns={2} variant="text-grid">
        <Counted
          {...of(instances)}
          page="instances"
          label={t('dashboard.running')}
          count={running}
          query="?filter=state%3Drunning"
        />
        <Counted {...of(instances)} page="instances" label={t('dashboard.instances')} />
        <Counted {...of(volumes)} page="volumes" label={t('dashboard.volumes')} />
        <Counted {...of(snapshots)} page="snapshots" label={t('dashboard.snapshots')} />
        <Counted {...of(images)} page="images" label={t('dashboard.images')} />
        <Counted {...of(keys)} page="key-pairs" label={t('dashboard.keys')} />
        <Counted {...of(groups)} page="security-groups" label={t('dashboard.groups')} />
        <Counted {...of(addresses)} page="elastic-ips" label={t('dashboard.addresses')} />
      </ColumnLayout>
    </Container>
  )
}
