import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Spinner from '@cloudscape-design/components/spinner'
import { useNavigate, useParams } from 'react-router'
import { useFeed, useScopedPath } from '../../api/index.ts'
import { EmptyState, ErrorState, usePageTitle } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { nameOf } from '../../lib/tags.ts'
import { PanelTabs } from '../../resources/PanelTabs.tsx'
import { InstanceConnectTab } from './InstanceConnectTab.tsx'
import { RdpTab } from './RdpTab.tsx'
import { SerialTab } from './SerialTab.tsx'
import { SessionManagerTab } from './SessionManagerTab.tsx'
import { SshTab } from './SshTab.tsx'

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
  const isWindows = instance.Platform?.toLowerCase() === 'windows'
  return (
    <SpaceBetween size="l">
      <Header variant="h1" description={t('connect.intro')}>
        {t('connect.title')}: {nameOf(instance) || instanceId}
      </Header>
      <PanelTabs
        tabs={[
          {
            id: 'session-manager',
            label: t('connect.sessionManager'),
            content: <SessionManagerTab instance={instance} />,
          },
          {
            id: 'instance-connect',
            label: t('connect.instanceConnect'),
            content: <InstanceConnectTab instance={instance} />,
          },
          isWindows
            ? { id: 'rdp', label: t('connect.rdp'), content: <RdpTab instance={instance} /> }
            : { id: 'ssh', label: t('connect.ssh'), content: <SshTab instance={instance} /> },
          {
            id: 'serial-console',
            label: t('connect.serial'),
            content: <SerialTab instance={instance} />,
          },
        ]}
      />
    </SpaceBetween>
  )
}
