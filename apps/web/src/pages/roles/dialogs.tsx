import { useState } from 'react'
import { ConfirmDialog } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { FieldsDialog } from '../../resources/FieldsDialog.tsx'
import { isJsonObject, JsonField } from '../../resources/JsonField.tsx'
import { Findings } from '../../resources/iam/editor/Findings.tsx'
import { findProblems } from '../../resources/iam/problems.ts'
import { readDocument } from '../../resources/roles/documents.ts'
import { useSave } from '../../resources/use-save.tsx'
import { idOf, type Role } from './role.ts'

interface DialogProps {
  readonly item: Role
  readonly onClose: () => void
}

export function EditTrust({ item, onClose }: DialogProps) {
  const t = useT()
  const [text, setText] = useState(() => readDocument(item.AssumeRolePolicyDocument))
  const save = useSave(onClose, t('common.saved'))
  return (
    <ConfirmDialog
      size="large"
      title={t('roles.editTrustTitle', { name: idOf(item) })}
      submitText={t('roles.updatePolicy')}
      disabled={!isJsonObject(text)}
      onClose={onClose}
      {...save.dialog((call) =>
        call('iam', 'UpdateAssumeRolePolicy', { RoleName: idOf(item), PolicyDocument: text }),
      )}
    >
      <JsonField
        label={t('roles.trustPolicy')}
        description={t('roles.trustText')}
        value={text}
        onChange={setText}
      />
      <Findings problems={findProblems(text, 'trust', t)} />
    </ConfirmDialog>
  )
}

/** Description, and how long its credentials are good for. */
export function EditRole({ item, onClose }: DialogProps) {
  const t = useT()
  return (
    <FieldsDialog
      title={t('roles.editTitle', { name: idOf(item) })}
      submitText={t('common.save')}
      savedText={t('common.saved')}
      fields={[
        {
          id: 'description',
          label: t('groups.descriptionColumn'),
          initial: item.Description ?? '',
          optional: true,
        },
        {
          id: 'session',
          label: t('roles.maxSessionMinutes'),
          initial: String((item.MaxSessionDuration ?? 3600) / 60),
          problem: (value) =>
            /^\d+$/.test(value) && Number(value) >= 60 && Number(value) <= 720
              ? undefined
              : t('roles.sessionProblem'),
        },
      ]}
      run={(call, { description, session }) =>
        call('iam', 'UpdateRole', {
          RoleName: idOf(item),
          Description: description,
          MaxSessionDuration: Number(session) * 60,
        })
      }
      onClose={onClose}
    />
  )
}
