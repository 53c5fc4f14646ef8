import type { FeedItem } from '@brume/console-api'
import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useConnection } from '../../api/index.ts'
import { useT } from '../../i18n/index.ts'
import { OpenFailure, useOpenTerminal } from './use-open-terminal.tsx'
import { Requirements } from './Requirements.tsx'
import { useReadiness } from './use-readiness.ts'

/** A terminal through Session Manager: no open port, no key. */
export function SessionManagerTab(props: { readonly instance: FeedItem<'instances'> }) {
  const { instance } = props
  const t = useT()
  const connection = useConnection()
  const readiness = useReadiness(instance)
  const open = useOpenTerminal()
  const ready = readiness.running && readiness.agent.kind === 'online'
  return (
    <SpaceBetween size="l">
      <OpenFailure open={open} />
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
              onClick={() =>
                open.mutate({ kind: 'session-manager', instanceId: instance.InstanceId ?? '' })
              }
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
