import type { FeedItem } from '@brume/console-api'
import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { asApiError, useConnection, useOperation, useScopedPath, useTask } from '../../api/index.ts'
import { ErrorState, RouteLink } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { RunningNeed } from './NetworkNeeds.tsx'
import { Requirement } from './Requirement.tsx'
import { OpenFailure, useOpenTerminal } from './use-open-terminal.tsx'

/** The serial port: works without any network, once the account allows it. */
export function SerialTab(props: { readonly instance: FeedItem<'instances'> }) {
  const { instance } = props
  const t = useT()
  const { readOnly } = useConnection()
  const toPath = useScopedPath()
  const { data } = useOperation('ec2', 'GetSerialConsoleAccessStatus', {})
  const enable = useTask((call) => call('ec2', 'EnableSerialConsoleAccess', {}))
  const open = useOpenTerminal()
  const allowed = data?.SerialConsoleAccessEnabled
  const types = useOperation(
    'ec2',
    'DescribeInstanceTypes',
    instance.InstanceType ? { InstanceTypes: [instance.InstanceType] } : undefined,
    { staleMs: 600_000 },
  )
  const type = types.data?.InstanceTypes?.[0]
  // Bare metal has no hypervisor, and is of the Nitro System all the same.
  const isNitro = type && (type.Hypervisor === 'nitro' || type.BareMetal === true)
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
              disabled={instance.State?.Name !== 'running' || !allowed || isNitro === false}
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
            title={t('connect.serialType')}
            status={isNitro === undefined ? 'checking' : isNitro ? 'holds' : 'missing'}
            text={t(isNitro === false ? 'connect.serialXen' : 'connect.serialNitro', {
              type: instance.InstanceType ?? '',
            })}
            action={
              isNitro === false ? (
                <RouteLink href={toPath(`/instances?selected=${instance.InstanceId ?? ''}`)}>
                  {t('connect.serialChangeType')}
                </RouteLink>
              ) : null
            }
          />
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
