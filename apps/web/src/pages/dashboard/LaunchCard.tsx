import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useNavigate } from 'react-router'
import { useScope, useScopedPath } from '../../api/index.ts'
import { useHasPage } from '../../components/index.ts'
import { regionTitle, useT } from '../../i18n/index.ts'

export function LaunchCard() {
  const t = useT()
  const navigate = useNavigate()
  const toPath = useScopedPath()
  const { region } = useScope()
  const hasPage = useHasPage()
  if (!hasPage('launch')) return null
  return (
    <Container header={<Header variant="h2">{t('dashboard.launch')}</Header>}>
      <SpaceBetween size="s">
        <div>{t('dashboard.launchText')}</div>
        <Button variant="primary" onClick={() => void navigate(toPath('/launch'))}>
          {t('dashboard.launch')}
        </Button>
        <small>{t('dashboard.launchWhere', { region: regionTitle(region, t) })}</small>
      </SpaceBetween>
    </Container>
  )
}
