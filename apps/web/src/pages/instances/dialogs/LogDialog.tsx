import Modal from '@cloudscape-design/components/modal'
import { useT } from '../../../i18n/index.ts'
import { idOf, labelOf } from '../instance.ts'
import { SystemLog } from '../SystemLog.tsx'
import type { DialogProps } from './dialog-props.ts'

export function LogDialog(props: DialogProps) {
  const [instance] = props.instances
  const t = useT()
  return (
    <Modal
      visible
      size="max"
      header={t('dialog.logTitle', { name: labelOf(instance) })}
      closeAriaLabel={t('common.close')}
      onDismiss={props.onClose}
    >
      <SystemLog instanceId={idOf(instance)} />
    </Modal>
  )
}
