import type { ApiError } from '@brume/console-api'
import Box from '@cloudscape-design/components/box'
import { ErrorState } from '../components/index.ts'
import { useT } from '../i18n/index.ts'

/** In place of the app, when not even the list of connections could be had. */
export function StartFailure(props: { readonly error: ApiError }) {
  const t = useT()
  return (
    <Box padding="xxl">
      <main>
        <ErrorState
          error={props.error}
          header={t('errors.startTitle')}
          onRetry={() => location.reload()}
        />
      </main>
    </Box>
  )
}
