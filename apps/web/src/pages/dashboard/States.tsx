import type { FeedItem } from '@brume/console-api'
import type { InstanceState } from '@brume/ec2-model'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import { useScopedPath } from '../../api/index.ts'
import { RouteLink } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'

const states: readonly InstanceState[] = [
  'running',
  'pending',
  'stopping',
  'stopped',
  'shutting-down',
  'terminated',
]

/** Instances by state, as numbers and as one bar. */
export function States(props: { readonly instances: readonly FeedItem<'instances'>[] }) {
  const { instances } = props
  const t = useT()
  const toPath = useScopedPath()
  const counts = states.map((state) => ({
    state,
    count: instances.filter(({ State }) => State?.Name === state).length,
  }))
  return (
    <Container header={<Header variant="h2">{t('dashboard.states')}</Header>}>
      <div className="brume-bar" aria-hidden="true">
        {counts
          .filter(({ count }) => count > 0)
          .map(({ state, count }) => (
            <div key={state} data-state={state} style={{ flexGrow: count }} />
          ))}
      </div>
      <ul className="brume-states">
        {counts.map(({ state, count }) => (
          <li key={state}>
            <i data-state={state} />
            <RouteLink
              href={toPath(`/instances?filter=${encodeURIComponent(`state=${state}`)}`)}
              variant="secondary"
            >
              {t(`state.${state}`)}
            </RouteLink>
            <b>{count}</b>
          </li>
        ))}
      </ul>
    </Container>
  )
}
