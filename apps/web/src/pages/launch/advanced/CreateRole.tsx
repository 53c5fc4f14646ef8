import Box from '@cloudscape-design/components/box'
import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import { useState } from 'react'
import type { Call } from '../../../api/index.ts'
import { ConfirmDialog } from '../../../components/index.ts'
import { useT } from '../../../i18n/index.ts'
import { useSave } from '../../../resources/use-save.tsx'

const managedPolicy = 'arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore'

const trustPolicy = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' },
  ],
})

/** Makes a role that lets Session Manager in, and the instance profile that carries it. Answers the profile's name. */
async function createSessionManagerRole(call: Call, name: string): Promise<string> {
  await call('iam', 'CreateRole', { RoleName: name, AssumeRolePolicyDocument: trustPolicy })
  await call('iam', 'AttachRolePolicy', { RoleName: name, PolicyArn: managedPolicy })
  const { InstanceProfile } = await call('iam', 'CreateInstanceProfile', {
    InstanceProfileName: name,
  })
  await call('iam', 'AddRoleToInstanceProfile', { InstanceProfileName: name, RoleName: name })
  return InstanceProfile?.Arn ?? name
}

export function CreateRole(props: {
  readonly onCreated: (profile: string) => void
  readonly onClose: () => void
}) {
  const t = useT()
  const [name, setName] = useState('SessionManagerRole')
  const save = useSave<string>(props.onClose, (profile) => {
    props.onCreated(profile)
    return { type: 'success', header: t('launch.profile.created', { name }) }
  })
  const valid = /^[\w+=,.@-]{1,64}$/.test(name)
  return (
    <ConfirmDialog
      title={t('launch.profile.createTitle')}
      submitText={t('launch.profile.createSubmit')}
      disabled={!valid}
      {...save.dialog((call) => createSessionManagerRole(call, name))}
      onClose={props.onClose}
    >
      <Box>{t('launch.profile.createText')}</Box>
      <FormField
        label={t('launch.profile.roleName')}
        errorText={valid ? undefined : t('launch.profile.roleNameInvalid')}
      >
        <Input value={name} onChange={({ detail }) => setName(detail.value)} />
      </FormField>
    </ConfirmDialog>
  )
}
