import Alert from '@cloudscape-design/components/alert'
import Checkbox from '@cloudscape-design/components/checkbox'
import { useState } from 'react'
import { ConfirmDialog } from '../../../components/index.ts'
import { useT } from '../../../i18n/index.ts'
import { CodeDisclosure } from '../../../activity/CodeDisclosure.tsx'
import { sendBulk } from '../actions/bulk.ts'
import { useBulk } from '../actions/use-bulk.tsx'
import { fullLabelOf } from '../instance.ts'
import { InstanceNames } from './InstanceNames.tsx'
import type { DialogProps } from './dialog-props.ts'

/** Asks before what interrupts the people who use an instance. */
export function StateDialog(
  props: DialogProps & { readonly action: 'stop' | 'hibernate' | 'reboot' },
) {
  const { action, instances, onClose } = props
  const t = useT()
  const bulk = useBulk()
  const [force, setForce] = useState(false)
  return (
    <ConfirmDialog
      title={t(`confirm.${action}Title`, { count: instances.length })}
      submitText={t(`confirm.${action}`)}
      code={<CodeDisclosure send={(_call, callAt) => sendBulk(callAt, action, instances, force)} />}
      onClose={onClose}
      onSubmit={() => {
        onClose()
        void bulk(action, instances, force)
      }}
    >
      <InstanceNames names={instances.map(fullLabelOf)} />
      <Alert type={action === 'stop' ? 'warning' : 'info'}>{t(`confirm.${action}Text`)}</Alert>
      {action === 'stop' ? (
        <Checkbox checked={force} onChange={({ detail }) => setForce(detail.checked)}>
          {t('confirm.forceStop')}
        </Checkbox>
      ) : null}
    </ConfirmDialog>
  )
}
