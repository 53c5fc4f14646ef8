import StatusIndicator from '@cloudscape-design/components/status-indicator'
import { useT } from '../i18n/index.ts'

/** What became of one of several things. */
export interface BulkOutcome {
  readonly id: string
  readonly name: string
  readonly state: 'working' | 'succeeded' | 'failed'
  /** What changed, or why it failed. */
  readonly text?: string
}

/** One line for each thing that was acted upon, failures first. */
export function BulkResult(props: { readonly outcomes: readonly BulkOutcome[] }) {
  const t = useT()
  const rank = { failed: 0, working: 1, succeeded: 2 }
  const outcomes = props.outcomes.toSorted((a, b) => rank[a.state] - rank[b.state])
  return (
    <ul className="brume-bulk">
      {outcomes.map(({ id, name, state, text }) => (
        <li key={id}>
          <StatusIndicator
            colorOverride="grey"
            type={state === 'failed' ? 'error' : state === 'working' ? 'in-progress' : 'success'}
          >
            {t(`bulk.${state}`)}
          </StatusIndicator>{' '}
          <strong>{name}</strong>
          {text === undefined ? null : <span> — {text}</span>}
        </li>
      ))}
    </ul>
  )
}
