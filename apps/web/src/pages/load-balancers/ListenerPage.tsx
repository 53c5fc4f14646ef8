import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Spinner from '@cloudscape-design/components/spinner'
import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { useConnection, useFeed, useScopedPath } from '../../api/index.ts'
import { CopyText, EmptyState, ErrorState, KeyValue, usePageTitle } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { ListenerAttributes } from '../../resources/load-balancing/Attributes.tsx'
import { describeAction } from '../../resources/load-balancing/describe-rule.ts'
import {
  listenerTitle,
  type Balancer,
  type Listener,
} from '../../resources/load-balancing/model.ts'
import { isSecure } from '../../resources/load-balancing/listener-draft.ts'
import { useListeners } from '../../resources/load-balancing/use-balancing.ts'
import { ResourceLink } from '../../resources/ResourceLink.tsx'
import { CertificatesSection } from './CertificatesSection.tsx'
import { ListenerDialog } from './ListenerDialog.tsx'
import { OpenPage } from './OpenPage.tsx'
import { RulesList } from './RulesList.tsx'
import { TryRequest } from './TryRequest.tsx'

/** One listener: what it is, its rules in their order, and which of them a request meets. */
export default function ListenerPage() {
  const t = useT()
  const navigate = useNavigate()
  const toPath = useScopedPath()
  const { balancer: name = '', port = '' } = useParams()
  const { list, status, error } = useFeed('load-balancers')
  const balancer = list.find(({ LoadBalancerName }) => LoadBalancerName === name)
  const listeners = useListeners(balancer?.LoadBalancerArn)
  const listener = listeners?.find(({ Port }) => String(Port) === port)
  usePageTitle(listener ? `${name} · ${listenerTitle(listener)}` : name)
  if (balancer && listener) {
    return <Found key={listener.ListenerArn} balancer={balancer} listener={listener} />
  }
  if (error) return <ErrorState error={error} />
  if (status === 'loading' || (balancer && listeners === undefined)) return <Spinner size="large" />
  return (
    <EmptyState
      page
      title={t('loadBalancers.noListener')}
      text={t('loadBalancers.noListenerText', { name, port })}
      action={{
        text: t('loadBalancers.title'),
        onClick: () => void navigate(toPath('/load-balancers')),
      }}
    />
  )
}

function Found(props: { readonly balancer: Balancer; readonly listener: Listener }) {
  const { balancer, listener } = props
  const t = useT()
  const { readOnly } = useConnection()
  const [editing, setEditing] = useState(false)
  const [taken, setTaken] = useState<string>()
  const ruled = balancer.Type !== 'network'
  return (
    <SpaceBetween size="l">
      <Header
        variant="h1"
        actions={
          <SpaceBetween direction="horizontal" size="xs" alignItems="center">
            <OpenPage balancer={balancer} listener={listener} />
            <Button
              disabled={readOnly}
              disabledReason={t('reason.readOnly')}
              onClick={() => setEditing(true)}
            >
              {t('loadBalancers.editListener')}
            </Button>
          </SpaceBetween>
        }
      >
        {listenerTitle(listener)}
      </Header>
      <Container header={<Header variant="h2">{t('tab.details')}</Header>}>
        <KeyValue
          columns={4}
          items={[
            [t('loadBalancers.protocolPort'), listenerTitle(listener)],
            [
              t('loadBalancers.one'),
              <ResourceLink
                key="balancer"
                page="load-balancers"
                id={balancer.LoadBalancerArn}
                {...(balancer.LoadBalancerName && { text: balancer.LoadBalancerName })}
              />,
            ],
            [
              t('balancing.defaultAction'),
              listener.DefaultActions?.map((action) => describeAction(action, t)).join('; '),
            ],
            [
              t('balancing.certificate'),
              listener.Certificates?.[0]?.CertificateArn?.split('/').at(-1),
            ],
            [t('balancing.policy'), listener.SslPolicy],
            ['ARN', <CopyText key="arn" text={listener.ListenerArn} />],
          ]}
        />
      </Container>
      {ruled ? <RulesList balancer={balancer} listener={listener} taken={taken} /> : null}
      {ruled ? <TryRequest listener={listener} onTaken={setTaken} /> : null}
      {isSecure(listener.Protocol ?? '') ? (
        <CertificatesSection listenerArn={listener.ListenerArn ?? ''} />
      ) : null}
      <Container>
        <ListenerAttributes arn={listener.ListenerArn ?? ''} />
      </Container>
      {editing ? (
        <ListenerDialog balancer={balancer} listener={listener} onClose={() => setEditing(false)} />
      ) : null}
    </SpaceBetween>
  )
}
