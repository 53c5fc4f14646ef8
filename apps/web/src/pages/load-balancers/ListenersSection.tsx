import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useT } from '../../i18n/index.ts'
import { newListener } from '../../resources/load-balancing/listener-draft.ts'
import { ListenerFields } from '../../resources/load-balancing/ListenerFields.tsx'
import { portsBeside } from './balancer-draft.ts'
import type { SectionProps } from './section-props.ts'

/** Where it listens, and where what comes goes. */
export function ListenersSection({ draft, tried, change }: SectionProps) {
  const t = useT()
  const { listeners } = draft
  return (
    <Container
      header={
        <Header variant="h2" description={t('loadBalancers.routingText')}>
          {t('loadBalancers.routing')}
        </Header>
      }
    >
      <SpaceBetween size="l">
        {listeners.map((listener) => (
          <Container
            key={listener.id}
            header={
              <Header
                variant="h3"
                actions={
                  listeners.length > 1 ? (
                    <Button
                      formAction="none"
                      onClick={() =>
                        change({ listeners: listeners.filter(({ id }) => id !== listener.id) })
                      }
                    >
                      {t('common.remove')}
                    </Button>
                  ) : undefined
                }
              >
                {t('loadBalancers.listenerTitle', {
                  title: `${listener.protocol}:${listener.port}`,
                })}
              </Header>
            }
          >
            <ListenerFields
              draft={listener}
              balancerType={draft.type}
              vpcId={draft.vpcId}
              taken={portsBeside(draft, listener.id)}
              tried={tried}
              onChange={(part) =>
                change({
                  listeners: listeners.map((one) =>
                    one.id === listener.id ? { ...one, ...part } : one,
                  ),
                })
              }
            />
          </Container>
        ))}
        <Button
          formAction="none"
          onClick={() =>
            change({
              listeners: [
                ...listeners,
                {
                  ...newListener(draft.type),
                  port: '8080',
                  id: Math.max(...listeners.map(({ id }) => id)) + 1,
                },
              ],
            })
          }
        >
          {t('loadBalancers.addListener')}
        </Button>
      </SpaceBetween>
    </Container>
  )
}
