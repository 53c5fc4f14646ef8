import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import { useFeed, useScopedPath } from '../../api/index.ts'
import { RouteLink } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'

/** Whether what runs is well, by its status checks. */
export function Health() {
  const t = useT()
  const toPath = useScopedPath()
  const { list } = useFeed('instance-status')
  const running = list.filter(({ InstanceState }) => InstanceState?.Name === 'running')
  const having = (status: string) =>
    running.filter(({ SystemStatus, InstanceStatus, AttachedEbsStatus }) =>
      [SystemStatus, InstanceStatus, AttachedEbsStatus].some((one) => one?.Status === status),
    ).length
  const impaired = having('impaired')
  const initializing = having('initializing')
  const link = (filter: string, text: string) => (
    <RouteLink
      color="inverted"
      variant="secondary"
      href={toPath(`/instances?filter=${encodeURIComponent(filter)}`)}
    >
      {text}
    </RouteLink>
  )
  return (
    <Container header={<Header variant="h2">{t('dashboard.health')}</Header>}>
      <SpaceBetween size="xs">
        {running.length === 0 ? (
          <StatusIndicator type="stopped">{t('dashboard.noneRunning')}</StatusIndicator>
        ) : null}
        {impaired > 0 ? (
          <StatusIndicator type="error">
            {link('checks=impaired', t('dashboard.impaired', { count: impaired }))}
          </StatusIndicator>
        ) : null}
        {initializing > 0 ? (
          <StatusIndicator type="in-progress">
            {link('checks=initializing', t('dashboard.initializing', { count: initializing }))}
          </StatusIndicator>
        ) : null}
        {running.length > 0 && impaired === 0 && initializing === 0 ? (
          <StatusIndicator type="success">{t('dashboard.allWell')}</StatusIndicator>
        ) : null}
      </SpaceBetween>
    </Container>
  )
}
