import BreadcrumbGroup from '@cloudscape-design/components/breadcrumb-group'
import { useEffect } from 'react'
import { useLocation, useMatches, useNavigate, useParams } from 'react-router'
import { useScope, useScopedPath } from '../api/index.ts'
import { useSlots } from '../components/page-slots.tsx'
import { useT } from '../i18n/index.ts'
import { findRoute, plainPath, type Route } from '../routes.tsx'

function trail(route: Route | undefined): Route[] {
  if (!route) return []
  return [...(route.parent === undefined ? [] : trail(findRoute(route.parent))), route]
}

/** The way from the dashboard to this page, from the route table; the window's title says the same. */
export function Breadcrumbs() {
  const t = useT()
  const navigate = useNavigate()
  const toPath = useScopedPath()
  const { region } = useScope()
  const params = useParams()
  const { pathname } = useLocation()
  const { title } = useSlots()
  const matches = useMatches()
  const route = findRoute(matches.at(-1)?.id ?? '')
  const subject = route?.subject === undefined ? undefined : params[route.subject]
  const items = [
    { text: 'EC2', href: toPath('') },
    ...trail(route)
      .filter((one) => one.path !== '')
      .map((one) => ({
        text: one === route ? (title ?? subject ?? t(one.title)) : t(one.title),
        href: one === route ? pathname : toPath(plainPath(one) ?? ''),
      })),
  ]
  const page = route ? (title ?? subject ?? t(route.title)) : t('errors.notFoundTitle')
  useEffect(() => {
    document.title = `${page} | ${region} | Brume`
  }, [page, region])
  return (
    <BreadcrumbGroup
      ariaLabel={t('shell.breadcrumbs')}
      items={items}
      onFollow={(event) => {
        event.preventDefault()
        void navigate(event.detail.href)
      }}
    />
  )
}
