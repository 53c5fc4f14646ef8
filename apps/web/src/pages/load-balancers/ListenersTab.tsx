import Button from '@cloudscape-design/components/button'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Table from '@cloudscape-design/components/table'
import { useState } from 'react'
import { useConnection, useScopedPath } from '../../api/index.ts'
import { EmptyState, RouteLink } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { DeleteDialog } from '../../resources/DeleteDialog.tsx'
import { describeAction } from '../../resources/load-balancing/describe-rule.ts'
import {
  listenerTitle,
  type Balancer,
  type Listener,
} from '../../resources/load-balancing/model.ts'
import { useListeners } from '../../resources/load-balancing/use-balancing.ts'
import { ListenerDialog } from './ListenerDialog.tsx'
import { OpenPage } from './OpenPage.tsx'

/** What the balancer listens to; each listener leads to its rules. */
export function ListenersTab(props: { readonly balancer: Balancer; readonly onAdd: () => void }) {
  const { balancer } = props
  const t = useT()
  const toPath = useScopedPath()
  const { readOnly } = useConnection()
  const listeners = useListeners(balancer.LoadBalancerArn)
  const [edited, setEdited] = useState<Listener>()
  const [deleted, setDeleted] = useState<Listener>()
  const application = balancer.Type !== 'network'
  return (
    <>
      <Table
        variant="embedded"
        wrapLines
        items={listeners ?? []}
        loading={listeners === undefined}
        loadingText={t('table.loading')}
        trackBy="ListenerArn"
        ariaLabels={{ tableLabel: t('loadBalancers.listeners') }}
        empty={
          <EmptyState
            title={t('loadBalancers.noListeners')}
            text={t('loadBalancers.noListenersText')}
          />
        }
        header={
          <Header
            variant="h3"
            counter={`(${listeners?.length ?? 0})`}
            description={t(
              application ? 'loadBalancers.listenersText' : 'loadBalancers.networkListenersText',
            )}
            actions={
              <Button
                disabled={readOnly}
                disabledReason={t('reason.readOnly')}
                onClick={props.onAdd}
              >
                {t('loadBalancers.addListener')}
              </Button>
            }
          >
            {t('loadBalancers.listeners')}
          </Header>
        }
        columnDefinitions={[
          {
            id: 'listener',
            header: t('loadBalancers.protocolPort'),
            isRowHeader: true,
            cell: (listener) => (
              <RouteLink
                href={toPath(
                  `/load-balancers/${balancer.LoadBalancerName ?? ''}/${listener.Port ?? ''}`,
                )}
              >
                {listenerTitle(listener)}
              </RouteLink>
            ),
          },
          {
            id: 'action',
            header: t('balancing.defaultAction'),
            cell: ({ DefaultActions = [] }) =>
              DefaultActions.map((action) => describeAction(action, t)).join('; '),
          },
          {
            id: 'rules',
            header: t('loadBalancers.rules'),
            cell: ({ Rules }) =>
              application ? t('loadBalancers.ruleCount', { count: Rules?.length ?? 0 }) : '-',
          },
          {
            id: 'certificate',
            header: t('balancing.certificate'),
            cell: ({ Certificates }) => Certificates?.[0]?.CertificateArn?.split('/').at(-1) ?? '-',
          },
          {
            id: 'actions',
            header: t('common.actions'),
            cell: (listener) => (
              <SpaceBetween direction="horizontal" size="s" alignItems="center">
                <OpenPage balancer={balancer} listener={listener} />
                <Button
                  variant="inline-link"
                  disabled={readOnly}
                  ariaLabel={t('loadBalancers.editOf', { name: listenerTitle(listener) })}
                  onClick={() => setEdited(listener)}
                >
                  {t('common.edit')}
                </Button>
                <Button
                  variant="inline-link"
                  disabled={readOnly}
                  ariaLabel={t('loadBalancers.deleteOf', { name: listenerTitle(listener) })}
                  onClick={() => setDeleted(listener)}
                >
                  {t('common.delete')}
                </Button>
              </SpaceBetween>
            ),
          },
        ]}
      />
      {edited ? (
        <ListenerDialog
          balancer={balancer}
          listener={edited}
          onClose={() => setEdited(undefined)}
        />
      ) : null}
      {deleted ? (
        <DeleteDialog
          title={t('loadBalancers.deleteListener')}
          items={[{ id: deleted.ListenerArn ?? '', name: listenerTitle(deleted) }]}
          remove={(call, { id }) =>
            call('elastic-load-balancing-v2', 'DeleteListener', { ListenerArn: id })
          }
          onClose={() => setDeleted(undefined)}
        >
          {t('loadBalancers.deleteListenerText')}
        </DeleteDialog>
      ) : null}
    </>
  )
}
