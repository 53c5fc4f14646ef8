import { useLocation, useNavigate } from 'react-router'
import { EmptyState } from '../components/index.ts'
import { useT } from '../i18n/index.ts'

export function NotFound() {
  const t = useT()
  const navigate = useNavigate()
  const { pathname } = useLocation()
  return (
    <EmptyState
      page
      title={t('errors.notFoundTitle')}
      text={t('errors.notFoundText', { path: pathname })}
      action={{ text: t('errors.toDashboard'), onClick: () => void navigate('/') }}
    />
  )
}
