import Alert from '@cloudscape-design/components/alert'
import { useT } from '../i18n/index.ts'
import { ResourceLink } from './ResourceLink.tsx'

export interface Dependant {
  readonly page: string
  readonly id: string
  readonly text?: string
}

/** What uses the things that are about to be deleted, each a link; nothing where nothing does. */
export function Dependants(props: {
  readonly items: readonly Dependant[]
  /** What becomes of them, or must be done first. */
  readonly text: string
}) {
  const t = useT()
  if (props.items.length === 0) return null
  return (
    <Alert type="warning" header={t('resources.dependants')}>
      {props.text}
      <ul className="brume-bulk">
        {props.items.map(({ page, id, text }) => (
          <li key={`${page} ${id}`}>
            <ResourceLink page={page} id={id} {...(text === undefined ? {} : { text })} />
          </li>
        ))}
      </ul>
    </Alert>
  )
}
