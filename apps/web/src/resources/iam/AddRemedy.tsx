import Button from '@cloudscape-design/components/button'
import type { IamDecision } from '@brume/console-api'
import { useState } from 'react'
import { useConnection } from '../../api/index.ts'
import { ConfirmDialog } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { useSave } from '../use-save.tsx'
import { holderCalls, type Holder } from './holder.ts'
import { withStatement } from './statements.ts'

/** The inline policy that gathers what is added from here. */
const policyName = 'AddedFromDenials'

/** Whose policy the statement goes into: the user, or the role. */
export function holderOf(principal: string): Holder | undefined {
  const user = /^arn:aws:iam::\d{12}:user\/(?:.*\/)?([^/]+)$/.exec(principal)?.[1]
  if (user !== undefined) return { kind: 'user', name: user }
  const role = /^arn:aws:iam::\d{12}:role\/(?:.*\/)?([^/]+)$/.exec(principal)?.[1]
  return role === undefined ? undefined : { kind: 'role', name: role }
}

/** Adds the missing statement to an inline policy of whoever was refused. */
export function AddRemedy({ decision }: { readonly decision: IamDecision }) {
  const t = useT()
  const { readOnly } = useConnection()
  const [open, setOpen] = useState(false)
  const { remedy } = decision
  const holder = holderOf(decision.principal)
  if (!remedy || !holder) return null
  return (
    <>
      <Button
        iconName="add-plus"
        disabled={readOnly}
        disabledReason={t('reason.readOnly')}
        onClick={() => setOpen(true)}
      >
        {t('access.addTo', { name: holder.name })}
      </Button>
      {open ? <Dialog holder={holder} remedy={remedy} onClose={() => setOpen(false)} /> : null}
    </>
  )
}

function Dialog(props: {
  readonly holder: Holder
  readonly remedy: object
  readonly onClose: () => void
}) {
  const { holder, remedy, onClose } = props
  const t = useT()
  const save = useSave(onClose, t('access.added', { name: holder.name }))
  const calls = holderCalls[holder.kind]
  return (
    <ConfirmDialog
      title={t('access.addTo', { name: holder.name })}
      submitText={t('editor.addStatement')}
      onClose={onClose}
      {...save.dialog(async (call) => {
        const present = (await calls.listInline(call, holder.name)).includes(policyName)
          ? decodeURIComponent((await calls.readInline(call, holder.name, policyName)) ?? '')
          : '{"Version":"2012-10-17","Statement":[]}'
        const document = withStatement(present, remedy)
        if (document === undefined) throw new Error(t('editor.notJson'))
        return calls.putInline(call, holder.name, policyName, document)
      })}
    >
      {t('access.addText', { policy: policyName, name: holder.name })}
      <pre className="brume-log">{JSON.stringify(remedy, undefined, 2)}</pre>
    </ConfirmDialog>
  )
}
