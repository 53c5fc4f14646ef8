import { findRoute, plainPath } from '../routes.tsx'

/**
 * The same page in another connection or Region. What the page was about does not exist there, so a page about one thing
 * becomes the list that it belongs to.
 */
export function samePageElsewhere(
  routeId: string | undefined,
  connection: string,
  region: string,
): string {
  const route = findRoute(routeId ?? '')
  const parent = findRoute(route?.parent ?? '')
  const path = (route && plainPath(route)) ?? (parent && plainPath(parent)) ?? ''
  return `/${connection}/${region}${path}`
}
