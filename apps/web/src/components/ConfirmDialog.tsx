import type { IamDecision } from '@brume/console-api'
import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import Modal from '@cloudscape-design/components/modal'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useT } from '../i18n/index.ts'
import { DenialHelp } from './DenialHelp.tsx'

const textFields = 'input:not([type=checkbox], [type=radio]), textarea:not([readonly])'

export interface ConfirmDialogProps {
  readonly title: string
  readonly submitText: string
  readonly onSubmit: () => void
  readonly onClose: () => void
  readonly loading?: boolean
  readonly disabled?: boolean
  readonly error?: string | undefined
  /** Of a refusal by policies. */
  readonly denial?: IamDecision | undefined
  /** The person has to type this first: for what cannot be undone. */
  readonly word?: string
  readonly size?: 'small' | 'medium' | 'large' | 'max'
  /** The same as code, below everything. */
  readonly code?: ReactNode
  readonly children?: ReactNode
}

/** A question before something is done; also the frame of every small form. Enter submits, Escape closes. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const t = useT()
  const [typed, setTyped] = useState('')
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    // The dialog focuses its close button when it opens; someone who came to type wants the first field.
    const frame = requestAnimationFrame(() =>
      form.current?.querySelector<HTMLElement>(textFields)?.focus(),
    )
    return () => cancelAnimationFrame(frame)
  }, [])
  const ready = (props.word === undefined || typed.trim() === props.word) && !props.disabled
  return (
    <Modal
      visible
      size={props.size ?? 'medium'}
      header={props.title}
      closeAriaLabel={t('common.close')}
      onDismiss={props.onClose}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={props.onClose}>
              {t('common.cancel')}
            </Button>
            <Button
              variant="primary"
              onClick={props.onSubmit}
              disabled={!ready}
              loading={props.loading ?? false}
            >
              {props.submitText}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <form
        ref={form}
        onSubmit={(event) => {
          event.preventDefault()
          // a dialog within the form of another: React passes its events on to that form, wherever they stand on the page
          event.stopPropagation()
          if (ready && !props.loading) props.onSubmit()
        }}
      >
        <SpaceBetween size="m">
          {props.children}
          {props.word === undefined ? null : (
            <FormField label={t('confirm.typeToConfirm', { word: props.word })}>
              <Input
                value={typed}
                placeholder={props.word}
                autoComplete={false}
                onChange={({ detail }) => setTyped(detail.value)}
              />
            </FormField>
          )}
          {props.error === undefined ? null : (
            <Alert type="error">
              {props.error}
              {props.denial ? <DenialHelp denial={props.denial} /> : null}
            </Alert>
          )}
          {props.code}
        </SpaceBetween>
      </form>
    </Modal>
  )
}
