import type { Bootstrap } from '@brume/console-api'
import { I18nProvider } from '@cloudscape-design/components/i18n'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useState } from 'react'
import { RouterProvider } from 'react-router/dom'
import { BootstrapContext } from '../api/bootstrap.ts'
import { ApiFailure } from '../api/failure.ts'
import { useLocale } from '../i18n/index.ts'
import { createAppRouter } from './router.tsx'

/** A refusal by AWS is final; only what may pass by itself is tried again. */
function shouldRetry(count: number, cause: Error): boolean {
  if (!(cause instanceof ApiFailure)) return false
  const { status, hint } = cause.error
  return count < 2 && (status >= 500 ? hint !== 'not-supported' : hint === 'throttled')
}

export function App(props: { readonly bootstrap: Bootstrap }) {
  const { bootstrap } = props
  const [router] = useState(() => createAppRouter(bootstrap))
  const [client] = useState(
    () =>
      new QueryClient({
        defaultOptions: { queries: { retry: shouldRetry, refetchOnWindowFocus: false } },
      }),
  )
  const locale = useLocale()
  return (
    <I18nProvider locale={locale.name} messages={locale.cloudscape}>
      <QueryClientProvider client={client}>
        <BootstrapContext value={bootstrap}>
          <RouterProvider router={router} />
        </BootstrapContext>
      </QueryClientProvider>
    </I18nProvider>
  )
}
