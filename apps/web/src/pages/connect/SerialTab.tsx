import type { FeedItem } from '@brume/console-api'
import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { asApiError, useConnection, useOperation, useTask } from '../../api/index.ts'
import { ErrorState } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { RunningNeed } from './NetworkNeeds.tsx'
import { Requirement } from './Requirement.tsx'
import { OpenFailure, useOpenTerminal } from './use-open-terminal.tsx'

/** The serial port: works without any network, once the account allows it. */
export function SerialTab(props: { readonly instance: FeedItem<'instances'> }) {
  const { instance } = props
  const t = useT()
  const { readOnly } = useConnection()
  const { data } = useOperation('ec2', 'GetSerialConsoleAccessStatus', {})
  const enable = useTask((call) => call('ec2', 'EnableSerialConsoleAccess', {}))
  const open = useOpenTerminal()
  const allowed = data?.SerialConsoleAccessEnabled
  return (
    <SpaceBetween size="l">
      <OpenFailure open={open} />
      <Container
        header={
          <Header variant="h2" description={t('connect.serialNeedsText')}>
            {t('connect.needs')}
          </Header>
        }
        footer={
          <Box float="right">
            <Button
              variant="primary"
              disabled={instance.State?.Name !== 'running' || !allowed}
              loading={open.isPending}
              loadingText={t('connect.opening')}
              onClick={() =>
                open.mutate({ kind: 'serial-console', instanceId: instance.InstanceId ?? '' })
              }
            >
              {t('connect.open')}
            </Button>
          </Box>
        }
      >
        <SpaceBetween size="m">
          <RunningNeed instance={instance} />
          <Requirement
            title={t('connect.serialAllowed')}
            status={allowed === undefined ? 'checking' : allowed ? 'holds' : 'missing'}
            text={t(allowed ? 'connect.serialOn' : 'connect.serialOff')}
            action={
              allowed === false ? (
                <Button
                  loading={enable.isPending}
                  disabled={readOnly}
                  disabledReason={t('reason.readOnly')}
                  onClick={() => enable.mutate(undefined)}
                >
                  {t('connect.serialEnable')}
                </Button>
              ) : null
            }
          />
          {enable.error ? <ErrorState error={asApiError(enable.error)} /> : null}
        </SpaceBetween>
      </Container>
      <Alert type="info">{t('connect.serialPassword')}</Alert>
    </SpaceBetween>
  )
}
