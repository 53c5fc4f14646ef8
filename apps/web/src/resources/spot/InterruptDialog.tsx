import { routes, type MadeFault, type FaultWish } from '@brume/console-api'
import { request, useScope } from '../../api/index.ts'
import { useT } from '../../i18n/index.ts'
import { FieldsDialog } from '../FieldsDialog.tsx'

/** Takes a Spot Instance back as AWS does, to see what the guest makes of the notice. On the embedded cloud only. */
export function InterruptDialog(props: {
  readonly instanceId: string
  readonly label: string
  readonly onClose: () => void
}) {
  const t = useT()
  const { connection, region } = useScope()
  const wish: FaultWish = { kind: 'interrupt-spot', region, instanceId: props.instanceId }
  return (
    <FieldsDialog
      title={t('dialog.interruptTitle', { name: props.label })}
      submitText={t('dialog.interrupt')}
      savedText={t('dialog.interruptStarted')}
      warning={t('dialog.interruptText')}
      fields={[]}
      control
      run={() => request<MadeFault>('POST', routes.cloud(connection, 'faults'), wish)}
      onClose={props.onClose}
    />
  )
}
