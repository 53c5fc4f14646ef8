import { keyFileName, type FeedItem } from '@brume/console-api'
import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useConnection } from '../../api/index.ts'
import { useSshLines } from '../../api/use-ssh-lines.ts'
import { CopyText } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { defaultUserOf } from './default-user.ts'
import { ReachableNeed, RunningNeed } from './NetworkNeeds.tsx'
import { Requirement } from './Requirement.tsx'
import { useImage } from './use-image.ts'
import { OpenFailure, useOpenTerminal } from './use-open-terminal.tsx'

/** An ordinary SSH client with the downloaded key: what it needs, and the line to type, wherever one types it. */
export function SshTab(props: { readonly instance: FeedItem<'instances'> }) {
  const { instance } = props
  const t = useT()
  const connection = useConnection()
  const open = useOpenTerminal()
  const user = defaultUserOf(useImage(instance))
  const id = instance.InstanceId ?? ''
  const key = instance.KeyName
  const file = keyFileName(key ?? 'key')
  const lines = useSshLines(id, user)
  return (
    <SpaceBetween size="l">
      <OpenFailure open={open} />
      <Container
        header={
          <Header variant="h2" description={t('connect.sshNeedsText')}>
            {t('connect.needs')}
          </Header>
        }
      >
        <SpaceBetween size="m">
          <RunningNeed instance={instance} />
          <Requirement
            title={t('connect.key')}
            status={key ? 'holds' : 'missing'}
            text={key ? t('connect.keyText', { key, file }) : t('connect.noKey')}
          />
          <ReachableNeed
            title={t('connect.port22')}
            question={{
              from: { kind: 'my-computer' },
              to: { kind: 'instance', instanceId: id },
              protocol: 'tcp',
              port: 22,
            }}
          />
        </SpaceBetween>
      </Container>
      <Container header={<Header variant="h2">{t('connect.lines')}</Header>}>
        <SpaceBetween size="m">
          <Line label={t('connect.chmodLine')} text={`chmod 400 "${file}"`} />
          {lines?.aws ? (
            <Line
              label={t('connect.awsLine')}
              text={lines.aws}
              note={connection.kind === 'embedded' ? t('connect.awsLineText') : undefined}
            />
          ) : null}
          {lines?.here ? (
            <Line
              label={t('connect.hereLine')}
              text={lines.here}
              note={t('connect.hereLineText')}
            />
          ) : null}
          {instance.PublicIpAddress ? null : (
            <Alert type="warning">{t('connect.noPublicAddress')}</Alert>
          )}
          {connection.kind === 'embedded' ? (
            <Box>
              <Button loading={open.isPending} onClick={() => open.mutate({ kind: 'my-computer' })}>
                {t('terminals.openMyComputer')}
              </Button>
            </Box>
          ) : null}
        </SpaceBetween>
      </Container>
    </SpaceBetween>
  )
}

/** A line to type elsewhere, with a button that copies it. */
export function Line(props: {
  readonly label: string
  readonly text: string
  readonly note?: string | undefined
}) {
  return (
    <div>
      <Box variant="awsui-key-label">{props.label}</Box>
      <Box variant="code">
        <CopyText text={props.text} />
      </Box>
      {props.note === undefined ? null : (
        <Box color="text-body-secondary" fontSize="body-s">
          {props.note}
        </Box>
      )}
    </div>
  )
}
