import type { FeedItem } from '@brume/console-api'
import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { useConnection, useOperation } from '../../api/index.ts'
import { CopyText, KeyValue } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { saveFile } from '../../lib/save-file.ts'
import { ReachableNeed, RunningNeed } from './NetworkNeeds.tsx'
import { PasswordDialog } from './PasswordDialog.tsx'
import { Requirement } from './Requirement.tsx'

const user = 'Administrator'
/** The password is made some minutes after the first boot. */
const lookEveryMs = 5_000

/** A remote desktop client with the password that the key of the launch opens. */
export function RdpTab(props: { readonly instance: FeedItem<'instances'> }) {
  const { instance } = props
  const t = useT()
  const { kind } = useConnection()
  const [asking, setAsking] = useState(false)
  const [password, setPassword] = useState<string>()
  const instanceId = instance.InstanceId ?? ''
  const key = instance.KeyName
  const { data } = useOperation(
    'ec2',
    'GetPasswordData',
    key ? { InstanceId: instanceId } : undefined,
    { refetchIntervalMs: lookEveryMs },
  )
  const sealed = data?.PasswordData?.trim() ?? ''
  const address = instance.PublicDnsName || instance.PublicIpAddress || instance.PrivateIpAddress
  return (
    <SpaceBetween size="l">
      <Container
        header={
          <Header variant="h2" description={t('connect.rdpNeedsText')}>
            {t('connect.needs')}
          </Header>
        }
      >
        <SpaceBetween size="m">
          <RunningNeed instance={instance} />
          <Requirement
            title={t('connect.key')}
            status={key ? 'holds' : 'missing'}
            text={key ? t('connect.rdpKey', { key }) : t('connect.rdpNoKey')}
          />
          {key ? (
            <Requirement
              title={t('connect.rdpPassword')}
              status={sealed === '' ? 'checking' : 'holds'}
              text={t(sealed === '' ? 'connect.rdpPasswordWaiting' : 'connect.rdpPasswordMade')}
            />
          ) : null}
          <ReachableNeed
            title={t('connect.port3389')}
            question={{
              from: { kind: 'my-computer' },
              to: { kind: 'instance', instanceId },
              protocol: 'tcp',
              port: 3389,
            }}
          />
        </SpaceBetween>
      </Container>
      <Container header={<Header variant="h2">{t('connect.rdpSignIn')}</Header>}>
        <SpaceBetween size="m">
          <KeyValue
            items={[
              [t('connect.rdpComputer'), <CopyText key="computer" text={address} />],
              [t('connect.osUser'), <CopyText key="user" text={user} />],
              [
                t('connect.rdpPasswordLabel'),
                password === undefined ? (
                  <Button disabled={sealed === ''} onClick={() => setAsking(true)}>
                    {t('connect.rdpGetPassword')}
                  </Button>
                ) : (
                  <CopyText key="password" text={password} label={t('connect.rdpPasswordLabel')} />
                ),
              ],
            ]}
          />
          <Box>
            <Button
              iconName="download"
              disabled={address === undefined}
              onClick={() =>
                saveFile(
                  `${instanceId}.rdp`,
                  `full address:s:${address}\r\nusername:s:${user}\r\n`,
                  'application/x-rdp',
                )
              }
            >
              {t('connect.rdpFile')}
            </Button>
          </Box>
        </SpaceBetween>
      </Container>
      {kind === 'embedded' ? <Alert type="info">{t('connect.rdpSimulated')}</Alert> : null}
      {asking ? (
        <PasswordDialog
          keyName={key ?? ''}
          sealed={sealed}
          onOpened={(opened) => {
            setPassword(opened)
            setAsking(false)
          }}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </SpaceBetween>
  )
}
