import { useScopedPath } from '../../api/index.ts'
import { useTerminals } from '../../api/terminals.ts'
import { RouteLink } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'

/** The way to the terminal of a session that this browser has opened; others have none here. */
export function TerminalLink(props: { readonly sessionId: string }) {
  const t = useT()
  const toPath = useScopedPath()
  const { data = [] } = useTerminals()
  const mine = data.find(({ sessionId }) => sessionId === props.sessionId)
  if (!mine) return <>-</>
  return (
    <RouteLink
      href={toPath(`/terminals?id=${mine.id}`)}
      ariaLabel={`${t('sessions.toTerminal')} ${props.sessionId}`}
    >
      {t('sessions.toTerminal')}
    </RouteLink>
  )
}
