import { useState } from 'react'
import { ConfirmDialog } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { PolicyPicker } from '../roles/PolicyPicker.tsx'
import { useSave } from '../use-save.tsx'
import { holderCalls, useHeldPolicies, type Holder } from './holder.ts'

/** Attaches managed policies to a user, a group or a role. */
export function AttachPolicies(props: { readonly holder: Holder; readonly onClose: () => void }) {
  const { holder, onClose } = props
  const t = useT()
  const held = useHeldPolicies(holder)
  const [chosen, setChosen] = useState<readonly string[]>([])
  const save = useSave(onClose, t('roles.attached', { name: holder.name }))
  const without = (held.data ?? []).flatMap(({ arn, group }) =>
    arn === undefined || group !== undefined ? [] : [arn],
  )
  return (
    <ConfirmDialog
      size="large"
      title={t('roles.attachTitle', { name: holder.name })}
      submitText={t('roles.attach')}
      disabled={chosen.length === 0}
      onClose={onClose}
      {...save.dialog(async (call) => {
        for (const arn of chosen) await holderCalls[holder.kind].attach(call, holder.name, arn)
      })}
    >
      <PolicyPicker chosen={chosen} without={without} onChange={setChosen} />
    </ConfirmDialog>
  )
}
