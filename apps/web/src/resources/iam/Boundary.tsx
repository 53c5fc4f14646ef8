import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { useOperation, useScopedPath, type Call } from '../../api/index.ts'
import { ConfirmDialog, RouteLink } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { PolicyPicker } from '../roles/PolicyPicker.tsx'
import { useSave } from '../use-save.tsx'
import { lookAgainMs, policyPath, type Holder } from './holder.ts'

const put = (call: Call, { kind, name }: Holder, PermissionsBoundary: string) =>
  kind === 'role'
    ? call('iam', 'PutRolePermissionsBoundary', { RoleName: name, PermissionsBoundary })
    : call('iam', 'PutUserPermissionsBoundary', { UserName: name, PermissionsBoundary })

const remove = (call: Call, { kind, name }: Holder) =>
  kind === 'role'
    ? call('iam', 'DeleteRolePermissionsBoundary', { RoleName: name })
    : call('iam', 'DeleteUserPermissionsBoundary', { UserName: name })

/** The most that the policies of a user or a role can give. */
export function Boundary(props: {
  readonly holder: Holder
  readonly noChange: string | undefined
}) {
  const { holder, noChange } = props
  const t = useT()
  const toPath = useScopedPath()
  const options = { refetchIntervalMs: lookAgainMs }
  const user = useOperation(
    'iam',
    'GetUser',
    holder.kind === 'user' ? { UserName: holder.name } : undefined,
    options,
  )
  const role = useOperation(
    'iam',
    'GetRole',
    holder.kind === 'role' ? { RoleName: holder.name } : undefined,
    options,
  )
  const { PermissionsBoundaryArn: arn } =
    (user.data?.User ?? role.data?.Role)?.PermissionsBoundary ?? {}
  const [dialog, setDialog] = useState<'set' | 'remove'>()
  const close = () => setDialog(undefined)
  const button = (text: string, run: () => void) => (
    <Button disabled={noChange !== undefined} disabledReason={noChange ?? ''} onClick={run}>
      {text}
    </Button>
  )
  return (
    <div>
      <Header
        variant="h3"
        description={t('iam.boundaryText')}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            {arn === undefined ? null : button(t('iam.removeBoundary'), () => setDialog('remove'))}
            {button(t(arn === undefined ? 'iam.setBoundary' : 'iam.changeBoundary'), () =>
              setDialog('set'),
            )}
          </SpaceBetween>
        }
      >
        {t('roles.boundary')}
      </Header>
      {arn === undefined ? (
        <Box color="text-body-secondary">{t('iam.noBoundary')}</Box>
      ) : (
        <RouteLink href={toPath(policyPath(arn))}>{arn}</RouteLink>
      )}
      {dialog === 'set' ? <SetBoundary holder={holder} present={arn} onClose={close} /> : null}
      {dialog === 'remove' ? <RemoveBoundary holder={holder} onClose={close} /> : null}
    </div>
  )
}

function SetBoundary(props: {
  readonly holder: Holder
  readonly present: string | undefined
  readonly onClose: () => void
}) {
  const { holder, present, onClose } = props
  const t = useT()
  const [chosen, setChosen] = useState(present)
  const save = useSave(onClose, t('common.saved'))
  return (
    <ConfirmDialog
      size="large"
      title={t('iam.boundaryTitle', { name: holder.name })}
      submitText={t('iam.setBoundary')}
      disabled={chosen === undefined || chosen === present}
      onClose={onClose}
      {...save.dialog((call) => put(call, holder, chosen ?? ''))}
    >
      <PolicyPicker
        single
        chosen={chosen === undefined ? [] : [chosen]}
        onChange={(arns) => setChosen(arns.at(-1))}
      />
    </ConfirmDialog>
  )
}

function RemoveBoundary(props: { readonly holder: Holder; readonly onClose: () => void }) {
  const { holder, onClose } = props
  const t = useT()
  const save = useSave(onClose, t('common.saved'))
  return (
    <ConfirmDialog
      title={t('iam.removeBoundaryTitle', { name: holder.name })}
      submitText={t('iam.removeBoundary')}
      onClose={onClose}
      {...save.dialog((call) => remove(call, holder))}
    >
      {t('iam.removeBoundaryText')}
    </ConfirmDialog>
  )
}
