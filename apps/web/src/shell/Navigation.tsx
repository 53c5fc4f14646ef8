import SideNavigation, {
  type SideNavigationProps,
} from '@cloudscape-design/components/side-navigation'
import { useLocation, useMatches, useNavigate } from 'react-router'
import { useScopedPath } from '../api/index.ts'
import { useT } from '../i18n/index.ts'
import { findRoute, listRoutes, navGroups, plainPath, type Route } from '../routes.tsx'

/** The page in the navigation that this page belongs to. */
function inNavigation(route: Route | undefined): Route | undefined {
  if (!route || route.nav !== undefined) return route
  return route.parent === undefined ? undefined : inNavigation(findRoute(route.parent))
}

export function Navigation() {
  const t = useT()
  const navigate = useNavigate()
  const toPath = useScopedPath()
  const { pathname } = useLocation()
  const matches = useMatches()
  const active = inNavigation(findRoute(matches.at(-1)?.id ?? ''))
  const href = (route: Route) => toPath(plainPath(route) ?? '')
  const items = navGroups.flatMap<SideNavigationProps.Item>((group) => {
    const links = listRoutes()
      .filter((route) => route.nav === group.id)
      .map((route) => ({ type: 'link' as const, text: t(route.title), href: href(route) }))
    if (links.length === 0) return []
    return 'title' in group ? [{ type: 'section', text: t(group.title), items: links }] : links
  })
  return (
    <SideNavigation
      header={{ text: 'EC2', href: toPath('') }}
      activeHref={active ? href(active) : pathname}
      items={items}
      onFollow={(event) => {
        if (event.detail.external) return
        event.preventDefault()
        void navigate(event.detail.href)
      }}
    />
  )
}
