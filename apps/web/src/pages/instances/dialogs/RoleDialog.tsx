import Button from '@cloudscape-design/components/button'
import ExpandableSection from '@cloudscape-design/components/expandable-section'
import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import Select from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import {
  asApiError,
  changeInstanceProfile,
  createSessionManagerRole,
  useOperation,
  useTask,
} from '../../../api/index.ts'
import { ConfirmDialog, describeError, notify } from '../../../components/index.ts'
import { useT } from '../../../i18n/index.ts'
import { idOf, labelOf, profileNameOf } from '../instance.ts'
import { useSave } from '../../../resources/use-save.tsx'
import type { DialogProps } from './dialog-props.ts'

/** Which role the instance acts in; a role for Session Manager can be made on the spot. */
export function RoleDialog(props: DialogProps) {
  const { instances, onClose } = props
  const [instance] = instances
  const t = useT()
  const profiles = useOperation('iam', 'ListInstanceProfiles', { MaxItems: 1000 }, { staleMs: 0 })
  const [chosen, setChosen] = useState(profileNameOf(instance) ?? '')
  const [newName, setNewName] = useState('EC2-SessionManager')
  const save = useSave(onClose, t('dialog.roleSaved'))
  const create = useTask(async (call, name: string) => {
    await createSessionManagerRole(call, name)
    notify({ type: 'success', header: t('dialog.roleCreated', { name }) })
    await profiles.refetch()
    setChosen(name)
  })
  const none = { value: '', label: t('dialog.roleNone') }
  const options = [
    none,
    ...(profiles.data?.InstanceProfiles ?? []).map(({ InstanceProfileName, Arn, Roles }) => ({
      value: InstanceProfileName ?? '',
      label: InstanceProfileName ?? '',
      description: Roles?.[0]?.Arn ?? Arn ?? '',
    })),
  ]
  return (
    <ConfirmDialog
      title={t('dialog.roleTitle', { name: labelOf(instance) })}
      submitText={t('action.modifyIamRole')}
      disabled={chosen === (profileNameOf(instance) ?? '')}
      onClose={onClose}
      {...save.dialog((call) => changeInstanceProfile(call, idOf(instance), chosen || undefined))}
    >
      <FormField label={t('dialog.roleLabel')} description={t('dialog.roleText')} stretch>
        <Select
          expandToViewport
          filteringType="auto"
          filteringAriaLabel={t('dialog.roleLabel')}
          statusType={profiles.isPending ? 'loading' : profiles.isError ? 'error' : 'finished'}
          loadingText={t('common.loading')}
          errorText={profiles.error ? describeError(asApiError(profiles.error), t) : ''}
          options={options}
          selectedOption={
            options.find(({ value }) => value === chosen) ?? { value: chosen, label: chosen }
          }
          onChange={({ detail }) => setChosen(detail.selectedOption.value ?? '')}
        />
      </FormField>
      <ExpandableSection headerText={t('dialog.roleCreate')}>
        <SpaceBetween size="s">
          <FormField
            label={t('dialog.roleCreateName')}
            errorText={create.error ? describeError(asApiError(create.error), t) : undefined}
          >
            <Input value={newName} onChange={({ detail }) => setNewName(detail.value)} />
          </FormField>
          <Button
            formAction="none"
            loading={create.isPending}
            disabled={newName === ''}
            onClick={() => create.mutate(newName)}
          >
            {t('dialog.roleCreate')}
          </Button>
        </SpaceBetween>
      </ExpandableSection>
    </ConfirmDialog>
  )
}
