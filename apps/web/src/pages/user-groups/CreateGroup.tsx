import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import Multiselect from '@cloudscape-design/components/multiselect'
import { useState } from 'react'
import { useFeed } from '../../api/index.ts'
import { ConfirmDialog } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { PolicyPicker } from '../../resources/roles/PolicyPicker.tsx'
import { useSave } from '../../resources/use-save.tsx'
import { isGroupName } from './group-name.ts'

/** Makes a group, with its first users and policies. */
export function CreateGroup({ onClose }: { readonly onClose: () => void }) {
  const t = useT()
  const users = useFeed('users')
  const [name, setName] = useState('')
  const [tried, setTried] = useState(false)
  const [members, setMembers] = useState<readonly string[]>([])
  const [policies, setPolicies] = useState<readonly string[]>([])
  const save = useSave(onClose, t('userGroups.created', { name }))
  const problem =
    name === '' ? t('fields.missing') : isGroupName(name) ? undefined : t('userGroups.nameProblem')
  return (
    <ConfirmDialog
      size="large"
      title={t('userGroups.create')}
      submitText={t('userGroups.create')}
      onClose={onClose}
      {...save.dialog(
        async (call) => {
          await call('iam', 'CreateGroup', { GroupName: name })
          for (const PolicyArn of policies) {
            await call('iam', 'AttachGroupPolicy', { GroupName: name, PolicyArn })
          }
          for (const UserName of members) {
            await call('iam', 'AddUserToGroup', { GroupName: name, UserName })
          }
        },
        () => {
          setTried(true)
          return problem === undefined
        },
      )}
    >
      <FormField
        label={t('userGroups.name')}
        constraintText={t('userGroups.nameText')}
        errorText={tried || name !== '' ? problem : undefined}
      >
        <Input value={name} onChange={({ detail }) => setName(detail.value)} />
      </FormField>
      <FormField label={t('fields.optional', { label: t('users.title') })}>
        <Multiselect
          selectedOptions={members.map((one) => ({ value: one, label: one }))}
          options={users.list.map(({ UserName = '' }) => ({ value: UserName, label: UserName }))}
          placeholder={t('fields.choose')}
          empty={t('users.empty')}
          expandToViewport
          deselectAriaLabel={({ label = '' }) => t('fields.deselect', { label })}
          onChange={({ detail }) =>
            setMembers(detail.selectedOptions.flatMap(({ value }) => value ?? []))
          }
        />
      </FormField>
      <PolicyPicker chosen={policies} onChange={setPolicies} />
    </ConfirmDialog>
  )
}
