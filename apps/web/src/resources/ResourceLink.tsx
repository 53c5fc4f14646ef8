import { useScopedPath } from '../api/index.ts'
import { RouteLink, useHasPage } from '../components/index.ts'

/** A link to a resource on the page of its kind, or its plain id where there is no such page. */
export function ResourceLink(props: {
  readonly page: string
  readonly id: string | undefined
  readonly text?: string
}) {
  const { page, id, text } = props
  const toPath = useScopedPath()
  const hasPage = useHasPage()
  if (!id) return <>-</>
  const shown = text ?? id
  if (!hasPage(page)) return <>{shown}</>
  return <RouteLink href={toPath(`/${page}?selected=${id}`)}>{shown}</RouteLink>
}
