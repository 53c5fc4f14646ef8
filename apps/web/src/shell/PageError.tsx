import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import { useRouteError } from 'react-router'
import { asApiError } from '../api/failure.ts'
import { useT } from '../i18n/index.ts'

/** Stands in for a page that has thrown; the frame around it keeps working. */
export function PageError() {
  const t = useT()
  const { message } = asApiError(useRouteError())
  return (
    <Alert
      type="error"
      header={t('errors.pageTitle')}
      action={<Button onClick={() => location.reload()}>{t('common.reload')}</Button>}
    >
      {t('errors.pageText')}
      <pre className="brume-log">{message}</pre>
    </Alert>
  )
}
