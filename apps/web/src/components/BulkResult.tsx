import Icon from '@cloudscape-design/components/icon'
import { useT } from '../i18n/index.ts'

/** What became of one of several things. */
export interface BulkOutcome {
  readonly id: string
  readonly name: string
  readonly state: 'working' | 'succeeded' | 'failed'
  /** What changed, or why it failed. */
  readonly text?: string
}

const icons = {
  failed: 'status-negative',
  working: 'status-in-progress',
  succeeded: 'status-positive',
} as const
const rank = { failed: 0, working: 1, succeeded: 2 }

/** One line for each thing that was acted upon, failures first; in the colour of the notice around it. */
export function BulkResult(props: { readonly outcomes: readonly BulkOutcome[] }) {
  const t = useT()
  const outcomes = props.outcomes.toSorted((a, b) => rank[a.state] - rank[b.state])
  return (
    <ul className="brume-bulk">
      {outcomes.map(({ id, name, state, text }) => (
        <li key={id}>
          <Icon name={icons[state]} ariaLabel={t(`bulk.${state}`)} /> <strong>{name}</strong>
          {name === id ? null : ` (${id})`}
          {text === undefined ? null : `: ${text}`}
        </li>
      ))}
    </ul>
  )
}
