import { ConfirmDialog } from '../../components/index.ts'
import { useT, type PlainKey } from '../../i18n/index.ts'
import type { Send } from '../../activity/rehearse.ts'
import { useSave } from '../../resources/use-save.tsx'

/** A question with one answer: it is done, or not. */
export function ConfirmCall(props: {
  readonly title: PlainKey
  readonly text: PlainKey
  readonly run: Send
  readonly onClose: () => void
}) {
  const t = useT()
  const save = useSave(props.onClose, t('common.saved'))
  return (
    <ConfirmDialog
      title={t(props.title)}
      submitText={t('common.confirm')}
      {...save.dialog(props.run)}
      onClose={props.onClose}
    >
      {t(props.text)}
    </ConfirmDialog>
  )
}
