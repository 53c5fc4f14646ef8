import FormField from '@cloudscape-design/components/form-field'
import RadioGroup from '@cloudscape-design/components/radio-group'
import Textarea from '@cloudscape-design/components/textarea'
import { useState } from 'react'
import type { Call } from '../api/index.ts'
import { ConfirmDialog } from '../components/index.ts'
import { useT } from '../i18n/index.ts'
import { useSave } from './use-save.tsx'

/** A permission as images and snapshots have it: for everybody, or for one account. */
export interface Permission {
  readonly Group?: 'all' | undefined
  readonly UserId?: string | undefined
}

export interface PermissionChange {
  readonly Add?: { Group?: 'all'; UserId?: string }[]
  readonly Remove?: { Group?: 'all'; UserId?: string }[]
}

/** Who may use an image or a snapshot besides its owner: everybody, or named accounts. */
export function SharePermissions(props: {
  readonly title: string
  readonly savedText: string
  readonly privateText: string
  readonly publicText: string
  /** Undefined while they are asked for. */
  readonly permissions: readonly Permission[] | undefined
  readonly save: (call: Call, change: PermissionChange) => Promise<unknown>
  readonly onClose: () => void
}) {
  const { permissions, onClose } = props
  const t = useT()
  const before = (permissions ?? []).flatMap(({ UserId }) => UserId ?? [])
  const wasPublic = (permissions ?? []).some(({ Group }) => Group === 'all')
  const [chosen, setPublic] = useState<boolean>()
  const [edited, setEdited] = useState<string>()
  const isPublic = chosen ?? wasPublic
  const text = edited ?? before.join('\n')
  const accounts = [...new Set(text.split(/[\s,]+/).filter((part) => part !== ''))]
  const wrong = accounts.find((account) => !/^\d{12}$/.test(account))
  const save = useSave(onClose, props.savedText)
  return (
    <ConfirmDialog
      title={props.title}
      submitText={t('common.save')}
      disabled={wrong !== undefined || permissions === undefined}
      onClose={onClose}
      {...save.dialog(async (call) => {
        const everyone = { Group: 'all' } as const
        const Add = [
          ...(isPublic && !wasPublic ? [everyone] : []),
          ...accounts.filter((id) => !before.includes(id)).map((UserId) => ({ UserId })),
        ]
        const Remove = [
          ...(!isPublic && wasPublic ? [everyone] : []),
          ...before.filter((id) => !accounts.includes(id)).map((UserId) => ({ UserId })),
        ]
        if (Add.length + Remove.length === 0) return
        await props.save(call, {
          ...(Add.length > 0 && { Add }),
          ...(Remove.length > 0 && { Remove }),
        })
      })}
    >
      <FormField label={t('images.visibility')}>
        <RadioGroup
          value={isPublic ? 'public' : 'private'}
          items={[
            { value: 'private', label: t('images.private'), description: props.privateText },
            { value: 'public', label: t('images.public'), description: props.publicText },
          ]}
          onChange={({ detail }) => setPublic(detail.value === 'public')}
        />
      </FormField>
      <FormField
        label={t('images.sharedWith')}
        description={t('images.accountsText')}
        errorText={wrong === undefined ? undefined : t('images.accountWrong', { id: wrong })}
      >
        <Textarea
          value={text}
          rows={4}
          placeholder="123456789012"
          onChange={({ detail }) => setEdited(detail.value)}
        />
      </FormField>
    </ConfirmDialog>
  )
}
