import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Spinner from '@cloudscape-design/components/spinner'
import { useNavigate, useParams } from 'react-router'
import { asApiError, useConnection, useFeed, useScopedPath, useTask } from '../../api/index.ts'
import { EmptyState, ErrorState } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { isUnderWay, type Command } from './command.ts'
import { CommandDetails } from './CommandDetails.tsx'
import { Invocations } from './Invocations.tsx'
import { toInput, toForm } from './send-form.ts'

/** One command: what it was, how far it is, what it wrote where. */
export default function CommandPage() {
  const t = useT()
  const navigate = useNavigate()
  const toPath = useScopedPath()
  const { commandId = '' } = useParams()
  const { items, status, error } = useFeed('commands')
  const command = items.get(commandId)
  if (command) return <Found key={commandId} command={command} />
  if (error) return <ErrorState error={error} />
  if (status === 'loading') return <Spinner size="large" />
  return (
    <EmptyState
      page
      title={t('commands.notFound')}
      text={t('commands.notFoundText', { id: commandId })}
      action={{ text: t('commands.title'), onClick: () => void navigate(toPath('/run-command')) }}
    />
  )
}

function Found({ command }: { readonly command: Command }) {
  const t = useT()
  const navigate = useNavigate()
  const toPath = useScopedPath()
  const { readOnly } = useConnection()
  const { CommandId = '' } = command
  const cancel = useTask((call) => call('ssm', 'CancelCommand', { CommandId }))
  const rerun = useTask(async (call) => {
    const { Command: next } = await call('ssm', 'SendCommand', toInput(toForm(command)))
    await navigate(toPath(`/run-command/${next?.CommandId ?? ''}`))
  })
  const refusal = readOnly ? t('reason.readOnly') : undefined
  const noCancel = refusal ?? (isUnderWay(command.Status) ? undefined : t('commands.over'))
  const failure = cancel.error ?? rerun.error
  return (
    <SpaceBetween size="l">
      <Header
        variant="h1"
        description={command.Comment}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button
              loading={cancel.isPending}
              disabled={noCancel !== undefined}
              {...(noCancel === undefined ? {} : { disabledReason: noCancel })}
              onClick={() => cancel.mutate(undefined)}
            >
              {t('commands.delete')}
            </Button>
            <Button
              loading={rerun.isPending}
              disabled={readOnly}
              disabledReason={t('reason.readOnly')}
              onClick={() => rerun.mutate(undefined)}
            >
              {t('commands.rerun')}
            </Button>
            <Button
              disabled={readOnly}
              disabledReason={t('reason.readOnly')}
              onClick={() => void navigate(toPath(`/run-command/send?from=${CommandId}`))}
            >
              {t('commands.copy')}
            </Button>
          </SpaceBetween>
        }
      >
        {t('commands.one', { id: CommandId })}
      </Header>
      {failure ? <ErrorState error={asApiError(failure)} /> : null}
      <Container header={<Header variant="h2">{t('commands.description')}</Header>}>
        <CommandDetails command={command} />
      </Container>
      <Container>
        <Invocations command={command} />
      </Container>
    </SpaceBetween>
  )
}
