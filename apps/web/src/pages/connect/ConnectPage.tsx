import type { FeedItem } from '@brume/console-api'
import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Spinner from '@cloudscape-design/components/spinner'
import Tabs from '@cloudscape-design/components/tabs'
import { useMutation } from '@tanstack/react-query'
import { useNavigate, useParams } from 'react-router'
import { asApiError, useConnection, useFeed, useScope, useScopedPath } from '../../api/index.ts'
import { openTerminal } from '../../api/terminals.ts'
import { EmptyState, ErrorState, usePageTitle } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { nameOf } from '../../lib/tags.ts'
import { Requirements } from './Requirements.tsx'
import { useReadiness } from './use-readiness.ts'

/** The ways into an instance; where one is closed, what is missing and the remedy. */
export default function ConnectPage() {
  const t = useT()
  const navigate = useNavigate()
  const toPath = useScopedPath()
  const { instanceId = '' } = useParams()
  const { items, status, error } = useFeed('instances')
  const instance = items.get(instanceId)
  usePageTitle(instance ? nameOf(instance) || instanceId : instanceId)
  if (!instance) {
    if (status === 'loading') return <Spinner size="large" />
    if (error) return <ErrorState error={error} />
    return (
      <EmptyState
        title={t('instances.notFound')}
        text={t('instances.notFoundText', { id: instanceId })}
        action={{ text: t('instances.title'), onClick: () => void navigate(toPath('/instances')) }}
      />
    )
  }
  return (
    <SpaceBetween size="l">
      <Header variant="h1" description={t('connect.intro')}>
        {t('connect.title')}: {nameOf(instance) || instanceId}
      </Header>
      <Tabs
        tabs={[
          {
            id: 'session-manager',
            label: t('connect.sessionManager'),
            content: <SessionManager instance={instance} />,
          },
        ]}
      />
    </SpaceBetween>
  )
}

function SessionManager(props: { readonly instance: FeedItem<'instances'> }) {
  const { instance } = props
  const t = useT()
  const scope = useScope()
  const navigate = useNavigate()
  const toPath = useScopedPath()
  const connection = useConnection()
  const readiness = useReadiness(instance)
  const open = useMutation({
    mutationFn: () =>
      openTerminal(scope, {
        instanceId: instance.InstanceId ?? '',
        kind: 'session-manager',
        cols: 120,
        rows: 30,
      }),
    onSuccess: ({ id }) => navigate(toPath(`/terminals?id=${id}`)),
  })
  const ready = readiness.running && readiness.agent.kind === 'online'
  return (
    <SpaceBetween size="l">
      {open.error ? (
        <ErrorState error={asApiError(open.error)} header={t('connect.failed')} />
      ) : null}
      <Container
        header={
          <Header variant="h2" description={t('connect.needsText')}>
            {t('connect.needs')}
          </Header>
        }
        footer={
          <Box float="right">
            <Button
              variant="primary"
              disabled={!ready}
              loading={open.isPending}
              loadingText={t('connect.opening')}
              onClick={() => open.mutate()}
            >
              {t('connect.open')}
            </Button>
          </Box>
        }
      >
        <Requirements instance={instance} readiness={readiness} />
      </Container>
      <Alert type="info">
        {t('connect.user', { user: 'ssm-user' })}{' '}
        {connection.kind === 'embedded' ? t('connect.simulated') : null}
      </Alert>
    </SpaceBetween>
  )
}
