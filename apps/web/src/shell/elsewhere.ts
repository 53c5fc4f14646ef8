import { listRoutes } from '../routes.tsx'

/**
 * The same page in another connection or Region. What the page was about does not exist there, so a page about one thing
 * becomes the list that it belongs to.
 */
export function samePageElsewhere(
  routeId: string | undefined,
  connection: string,
  region: string,
): string {
  const route = listRoutes().find((one) => one.id === routeId)
  const list = route?.path.includes(':')
    ? listRoutes().find((one) => one.id === route.parent)
    : route
  const path = list === undefined || list.path === '' ? '' : `/${list.path}`
  return `/${connection}/${region}${path.includes(':') ? '' : path}`
}
