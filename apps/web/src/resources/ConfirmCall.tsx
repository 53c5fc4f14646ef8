import type { Send } from '../activity/rehearse.ts'
import { ConfirmDialog } from '../components/index.ts'
import { useT } from '../i18n/index.ts'
import { useSave } from './use-save.tsx'

/** A question with one answer: it is done, or not. */
export function ConfirmCall(props: {
  readonly title: string
  readonly text: string
  /** What is told when it is done; that it is saved, unless told. */
  readonly done?: string
  readonly run: Send
  readonly onClose: () => void
}) {
  const t = useT()
  const save = useSave(props.onClose, props.done ?? t('common.saved'))
  return (
    <ConfirmDialog
      title={props.title}
      submitText={t('common.confirm')}
      {...save.dialog(props.run)}
      onClose={props.onClose}
    >
      {props.text}
    </ConfirmDialog>
  )
}
