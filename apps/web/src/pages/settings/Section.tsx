import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import { useState, type ReactNode } from 'react'
import { useConnection } from '../../api/index.ts'
import { KeyValue, type KeyValueItem } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'

/** One setting: what it is now, and the button that changes it. */
export function Section(props: {
  readonly title: string
  readonly text: string
  readonly items: readonly KeyValueItem[]
  /** Until it is known what is set, nothing can be changed. */
  readonly ready: boolean
  readonly dialog: (onClose: () => void) => ReactNode
}) {
  const t = useT()
  const { readOnly } = useConnection()
  const [open, setOpen] = useState(false)
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={props.text}
          actions={
            <Button
              disabled={readOnly || !props.ready}
              {...(readOnly && { disabledReason: t('reason.readOnly') })}
              ariaLabel={t('settings.manageOf', { title: props.title })}
              onClick={() => setOpen(true)}
            >
              {t('settings.manage')}
            </Button>
          }
        >
          {props.title}
        </Header>
      }
    >
      <KeyValue columns={4} items={props.items} />
      {open ? props.dialog(() => setOpen(false)) : null}
    </Container>
  )
}
