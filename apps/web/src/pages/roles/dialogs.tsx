import Box from '@cloudscape-design/components/box'
import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import { useState } from 'react'
import { asApiError, useConnection, useOperation } from '../../api/index.ts'
import { ConfirmDialog, ErrorState } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { FieldsDialog } from '../../resources/FieldsDialog.tsx'
import { isJsonObject, JsonField } from '../../resources/JsonField.tsx'
import { printJson, readDocument } from '../../resources/roles/documents.ts'
import { PolicyPicker } from '../../resources/roles/PolicyPicker.tsx'
import { useSave } from '../../resources/use-save.tsx'
import { idOf, type Role } from './role.ts'

interface DialogProps {
  readonly item: Role
  readonly onClose: () => void
}

export function AttachPolicies({ item, onClose }: DialogProps) {
  const t = useT()
  const RoleName = idOf(item)
  const present = useOperation('iam', 'ListAttachedRolePolicies', { RoleName, MaxItems: 1000 })
  const [chosen, setChosen] = useState<readonly string[]>([])
  const save = useSave(onClose, t('roles.attached', { name: RoleName }))
  const without = (present.data?.AttachedPolicies ?? []).map(({ PolicyArn = '' }) => PolicyArn)
  return (
    <ConfirmDialog
      size="large"
      title={t('roles.attachTitle', { name: RoleName })}
      submitText={t('roles.attach')}
      disabled={chosen.length === 0}
      onClose={onClose}
      {...save.dialog(async (call) => {
        for (const PolicyArn of chosen) {
          await call('iam', 'AttachRolePolicy', { RoleName, PolicyArn })
        }
      })}
    >
      <PolicyPicker chosen={chosen} without={without} onChange={setChosen} />
    </ConfirmDialog>
  )
}

const firstInline = printJson({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: ['ec2:DescribeInstances'], Resource: '*' }],
})

/** A policy of the role's own: a new one, or one that it has. */
export function EditInline(props: DialogProps & { readonly policyName?: string }) {
  const { item, policyName, onClose } = props
  const t = useT()
  const RoleName = idOf(item)
  const { readOnly } = useConnection()
  const { data, error } = useOperation(
    'iam',
    'GetRolePolicy',
    policyName === undefined ? undefined : { RoleName, PolicyName: policyName },
    { staleMs: 0 },
  )
  const [name, setName] = useState(policyName ?? '')
  const [edited, setEdited] = useState<string>()
  const save = useSave(onClose, t('common.saved'))
  const text =
    edited ?? (policyName === undefined ? firstInline : readDocument(data?.PolicyDocument))
  const isName = /^[\w+=,.@-]{1,128}$/.test(name)
  const waiting = policyName !== undefined && data === undefined
  return (
    <ConfirmDialog
      size="large"
      title={
        policyName === undefined
          ? t('roles.createInlineTitle', { name: RoleName })
          : t('roles.policyTitle', { name: policyName })
      }
      submitText={t('common.save')}
      disabled={!isName || waiting || readOnly || !isJsonObject(text)}
      onClose={onClose}
      {...save.dialog((call) =>
        call('iam', 'PutRolePolicy', { RoleName, PolicyName: name, PolicyDocument: text }),
      )}
    >
      {error ? <ErrorState error={asApiError(error)} header={t('roles.policyDocument')} /> : null}
      {policyName === undefined ? (
        <FormField
          label={t('roles.policyName')}
          errorText={name === '' || isName ? undefined : t('roles.policyNameProblem')}
        >
          <Input value={name} onChange={({ detail }) => setName(detail.value)} />
        </FormField>
      ) : null}
      {waiting ? null : (
        <JsonField label={t('roles.policyDocument')} value={text} onChange={setEdited} />
      )}
    </ConfirmDialog>
  )
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

/** A managed policy is read here, not written. */
export function ShowPolicy(props: {
  readonly name: string
  readonly arn: string
  readonly onClose: () => void
}) {
  const { name, arn, onClose } = props
  const t = useT()
  const { data: policy } = useOperation('iam', 'GetPolicy', { PolicyArn: arn })
  const VersionId = policy?.Policy?.DefaultVersionId
  const { data, error } = useOperation(
    'iam',
    'GetPolicyVersion',
    VersionId === undefined ? undefined : { PolicyArn: arn, VersionId },
  )
  return (
    <ConfirmDialog
      size="large"
      title={t('roles.policyTitle', { name })}
      submitText={t('common.close')}
      onSubmit={onClose}
      onClose={onClose}
    >
      {error ? <ErrorState error={asApiError(error)} header={t('roles.policyDocument')} /> : null}
      <Box color="text-body-secondary">{policy?.Policy?.Description}</Box>
      <Box variant="pre">{data ? readDocument(data.PolicyVersion?.Document) : '…'}</Box>
    </ConfirmDialog>
  )
}
