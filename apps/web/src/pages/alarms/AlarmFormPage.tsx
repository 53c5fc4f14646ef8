import Button from '@cloudscape-design/components/button'
import ContentLayout from '@cloudscape-design/components/content-layout'
import Form from '@cloudscape-design/components/form'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import type { ReactNode } from 'react'
import { useNavigate } from 'react-router'
import { CodeDisclosure } from '../../activity/CodeDisclosure.tsx'
import { asApiError, useConnection, useScopedPath, useTask, type Call } from '../../api/index.ts'
import { ErrorState, notify } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'

/** The frame of the forms that make alarms: sends them, shows them as code, and goes back to the list. */
export function AlarmFormPage(props: {
  readonly title: string
  readonly text: ReactNode
  readonly submitText: string
  /** Of the alarm. */
  readonly name: string
  readonly wrong: boolean
  readonly tried: boolean
  readonly onTry: () => void
  readonly send: (call: Call) => Promise<unknown>
  readonly children: ReactNode
}) {
  const t = useT()
  const navigate = useNavigate()
  const toPath = useScopedPath()
  const { readOnly } = useConnection()
  const save = useTask(async (call) => {
    await props.send(call)
    notify({ type: 'success', header: t('alarms.saved', { name: props.name }) })
    await navigate(toPath('/alarms'))
  })
  return (
    <ContentLayout
      header={
        <Header variant="h1" description={props.text}>
          {props.title}
        </Header>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          props.onTry()
          if (!props.wrong && !readOnly) save.mutate(undefined)
        }}
      >
        <Form
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <Button
                variant="link"
                formAction="none"
                onClick={() => void navigate(toPath('/alarms'))}
              >
                {t('common.cancel')}
              </Button>
              <Button
                variant="primary"
                loading={save.isPending}
                disabled={readOnly}
                {...(readOnly ? { disabledReason: t('reason.readOnly') } : {})}
              >
                {props.submitText}
              </Button>
            </SpaceBetween>
          }
          errorText={props.tried && props.wrong ? t('alarms.fault.some') : ''}
        >
          <SpaceBetween size="l">
            {save.error ? <ErrorState error={asApiError(save.error)} /> : null}
            {props.children}
            <CodeDisclosure variant="container" send={props.send} />
          </SpaceBetween>
        </Form>
      </form>
    </ContentLayout>
  )
}
