import type { Bootstrap } from '@brume/console-api'
import { createBrowserRouter, Navigate, useParams } from 'react-router'
import { defaultRegionOf } from '../api/default-region.ts'
import { loadLaterMessages, useLocale } from '../i18n/index.ts'
import { listRoutes, plainPath } from '../routes.tsx'
import { Frame } from './Frame.tsx'
import { NotFound } from './NotFound.tsx'
import { PageError } from './PageError.tsx'

/** `/<connection>` alone opens where it was last used, and `/<page>` alone opens that page there. */
function ToDefaultRegion(props: { readonly bootstrap: Bootstrap }) {
  const { connections, defaultConnection } = props.bootstrap
  const { connection: wanted } = useParams()
  const { name: locale } = useLocale()
  const named = connections.find((one) => one.id === wanted)
  const page = named || !wanted ? '' : listRoutes().find((one) => plainPath(one) === `/${wanted}`)
  const found = named ?? connections.find((one) => one.id === defaultConnection)
  if (!found || page === undefined) return <NotFound />
  const path = page === '' ? '' : (plainPath(page) ?? '')
  return <Navigate replace to={`/${found.id}/${defaultRegionOf(found, locale)}${path}`} />
}

export function createAppRouter(bootstrap: Bootstrap) {
  return createBrowserRouter([
    { path: '/', element: <ToDefaultRegion bootstrap={bootstrap} />, errorElement: <PageError /> },
    { path: '/:connection', element: <ToDefaultRegion bootstrap={bootstrap} /> },
    {
      path: '/:connection/:region',
      element: <Frame />,
      errorElement: <PageError />,
      hydrateFallbackElement: <div aria-busy="true" />,
      children: [
        ...listRoutes().map(({ id, path, load, ownMessages }) => ({
          id,
          path,
          lazy: async () => {
            const [page] = await Promise.all([load(), ownMessages && loadLaterMessages()])
            return { Component: page.default }
          },
          errorElement: <PageError />,
        })),
        { path: '*', element: <NotFound /> },
      ],
    },
    { path: '*', element: <NotFound /> },
  ])
}
