import { routes, type DemoFleet } from '@brume/console-api'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import { asApiError, request, useConnection, useScope, useScopedPath } from '../../api/index.ts'
import { describeError, notify, useHasPage } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'

/** Where to begin on an empty cloud. */
export function FirstSteps() {
  const t = useT()
  const navigate = useNavigate()
  const toPath = useScopedPath()
  const hasPage = useHasPage()
  const connection = useConnection()
  const { region } = useScope()
  const embedded = connection.kind === 'embedded'
  const demo = useMutation({
    mutationFn: () => request<DemoFleet>('POST', routes.cloud(connection.id, 'demo'), { region }),
    onSuccess: ({ instances }) =>
      notify({ type: 'success', header: t('dashboard.demoDone', { count: instances }) }),
    onError: (cause) =>
      notify({
        type: 'error',
        header: t('dashboard.demoFailed'),
        content: describeError(asApiError(cause), t),
      }),
  })
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={embedded ? t('dashboard.firstStepsText') : t('dashboard.firstStepsAws')}
          actions={
            hasPage('launch') ? (
              <Button variant="primary" onClick={() => void navigate(toPath('/launch'))}>
                {t('dashboard.launch')}
              </Button>
            ) : null
          }
        >
          {t('dashboard.firstSteps')}
        </Header>
      }
    >
      <SpaceBetween size="m">
        <ol className="brume-steps">
          <li>
            <b>{t('dashboard.step1')}</b>
            <span>{t('dashboard.step1Text')}</span>
          </li>
          <li>
            <b>{t('dashboard.step2')}</b>
            <span>{t('dashboard.step2Text')}</span>
          </li>
          <li>
            <b>{t('dashboard.step3')}</b>
            <span>{t('dashboard.step3Text')}</span>
          </li>
        </ol>
        {embedded && !connection.readOnly ? (
          <SpaceBetween direction="horizontal" size="s" alignItems="center">
            <Button
              loading={demo.isPending}
              loadingText={t('common.loading')}
              onClick={() => demo.mutate()}
            >
              {t('dashboard.demo')}
            </Button>
            <span>{t('dashboard.demoText')}</span>
          </SpaceBetween>
        ) : null}
      </SpaceBetween>
    </Container>
  )
}
