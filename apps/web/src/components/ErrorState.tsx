import type { ApiError } from '@brume/console-api'
import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import { useT } from '../i18n/index.ts'
import { DenialHelp } from './DenialHelp.tsx'
import { describeHint } from './error-text.ts'

/** A refusal in full: what failed, what AWS said, what to do, and the request id to quote. */
export function ErrorState(props: {
  readonly error: ApiError
  readonly header?: string
  readonly onRetry?: () => void
}) {
  const { error, header, onRetry } = props
  const t = useT()
  const hint = describeHint(error, t)
  return (
    <Alert
      type="error"
      header={header ?? t('errors.failed')}
      {...(onRetry ? { action: <Button onClick={onRetry}>{t('common.retry')}</Button> } : {})}
    >
      <div style={{ textAlign: 'start', overflowWrap: 'anywhere' }}>
        {hint === undefined ? null : <div>{hint}</div>}
        <div>{t('errors.said', { code: error.code, message: error.message })}</div>
        {error.denial ? <DenialHelp denial={error.denial} /> : null}
        {error.requestId === undefined ? null : (
          <div>{t('errors.requestId', { id: error.requestId })}</div>
        )}
      </div>
    </Alert>
  )
}
