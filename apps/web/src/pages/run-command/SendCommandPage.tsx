import Button from '@cloudscape-design/components/button'
import ContentLayout from '@cloudscape-design/components/content-layout'
import Form from '@cloudscape-design/components/form'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Spinner from '@cloudscape-design/components/spinner'
import { useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { asApiError, useConnection, useFeed, useScopedPath, useTask } from '../../api/index.ts'
import { CodeDisclosure } from '../../activity/CodeDisclosure.tsx'
import { ErrorState, notify } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { DocumentSection } from './DocumentSection.tsx'
import { OtherSection } from './OtherSection.tsx'
import { findProblems, newForm, toForm, toInput, type SendForm } from './send-form.ts'
import { TargetsSection } from './TargetsSection.tsx'
import { useDocument } from './use-document.ts'

/** Runs a command: `?instances=i-1,i-2` picks its targets, `?from=<command id>` begins with what that command was. */
export default function SendCommandPage() {
  const [search] = useSearchParams()
  const from = search.get('from')
  const { items, status } = useFeed('commands')
  const source = from === null ? undefined : items.get(from)
  if (from !== null && !source && status === 'loading') return <Spinner size="large" />
  const instanceIds = search.get('instances')?.split(',').filter(Boolean) ?? []
  return <SendCommand initial={source ? toForm(source) : { ...newForm, instanceIds }} />
}

function SendCommand(props: { readonly initial: SendForm }) {
  const t = useT()
  const navigate = useNavigate()
  const toPath = useScopedPath()
  const { readOnly } = useConnection()
  const [form, setForm] = useState(props.initial)
  const [tried, setTried] = useState(false)
  const change = (some: Partial<SendForm>) => setForm((old) => ({ ...old, ...some }))
  const document = useDocument(form.document)
  const problems = findProblems(form, document.parameters)
  const problemOf = (field: string) => {
    const problem = tried ? problems.get(field) : undefined
    return problem && t(problem)
  }
  const send = useTask(async (call) => {
    const { Command } = await call('ssm', 'SendCommand', toInput(form))
    notify({ type: 'success', header: t('commands.sent', { id: Command?.CommandId ?? '' }) })
    await navigate(toPath(`/run-command/${Command?.CommandId ?? ''}`))
  })
  const section = { form, change, problemOf, document }
  return (
    <ContentLayout
      header={
        <Header variant="h1" description={t('commands.createText')}>
          {t('commands.createTitle')}
        </Header>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          setTried(true)
          if (problems.size === 0) send.mutate(undefined)
        }}
      >
        <Form
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <Button
                variant="link"
                formAction="none"
                onClick={() => void navigate(toPath('/run-command'))}
              >
                {t('common.cancel')}
              </Button>
              <Button
                variant="primary"
                loading={send.isPending}
                disabled={readOnly || !document.isKnown}
                {...(readOnly ? { disabledReason: t('reason.readOnly') } : {})}
              >
                {t('commands.run')}
              </Button>
            </SpaceBetween>
          }
          errorText={tried && problems.size > 0 ? t('commands.problem.some') : ''}
        >
          <SpaceBetween size="l">
            {send.error ? <ErrorState error={asApiError(send.error)} /> : null}
            <DocumentSection {...section} />
            <TargetsSection {...section} />
            <OtherSection {...section} />
            <CodeDisclosure
              variant="container"
              send={(call) => call('ssm', 'SendCommand', toInput(form))}
            />
          </SpaceBetween>
        </Form>
      </form>
    </ContentLayout>
  )
}
