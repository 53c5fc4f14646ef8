import type { Output } from '@brume/console-api'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import Table from '@cloudscape-design/components/table'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { queryKey, useCall, useConnection, useOperation, useScope } from '../../api/index.ts'
import { CopyText, EmptyState, KeyValue } from '../../components/index.ts'
import { useLocale } from '../../i18n/index.ts'
import { formatTime } from '../../lib/time.ts'
import { ConfirmCall } from '../../resources/ConfirmCall.tsx'
import { DeleteDialog } from '../../resources/DeleteDialog.tsx'
import { lookAgainMs } from '../../resources/iam/holder.ts'
import { NewKey } from './NewKey.tsx'
import { PasswordDialog } from './PasswordDialog.tsx'
import { useSignInUrl } from './sign-in-url.ts'
import { findLoginProfile, idOf, type User } from './user.ts'

type KeyItem = NonNullable<Output<'iam', 'ListAccessKeys'>['AccessKeyMetadata']>[number]

/** How a user proves who it is: the console's password, and keys for the command line. */
export function CredentialsTab({ user }: { readonly user: User }) {
  return (
    <SpaceBetween size="l">
      <Password user={user} />
      <AccessKeys name={idOf(user)} />
    </SpaceBetween>
  )
}

function Password({ user }: { readonly user: User }) {
  const { t, name: locale } = useLocale()
  const name = idOf(user)
  const scope = useScope()
  const call = useCall()
  const { readOnly } = useConnection()
  const signInUrl = useSignInUrl()
  const { data: profile } = useQuery({
    queryKey: queryKey(scope, 'iam', 'GetLoginProfile', { UserName: name }),
    queryFn: () => findLoginProfile(call, name),
    refetchInterval: lookAgainMs,
  })
  const [dialog, setDialog] = useState<'set' | 'remove'>()
  const close = () => setDialog(undefined)
  const isOn = profile !== undefined && profile !== null
  return (
    <div>
      <Header
        variant="h3"
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            {isOn ? (
              <Button
                disabled={readOnly}
                disabledReason={t('reason.readOnly')}
                onClick={() => setDialog('remove')}
              >
                {t('users.disableConsole')}
              </Button>
            ) : null}
            <Button
              disabled={readOnly || profile === undefined}
              {...(readOnly && { disabledReason: t('reason.readOnly') })}
              onClick={() => setDialog('set')}
            >
              {t(isOn ? 'users.manageConsole' : 'users.enableConsole')}
            </Button>
          </SpaceBetween>
        }
      >
        {t('users.consoleAccess')}
      </Header>
      <KeyValue
        columns={4}
        items={[
          [
            t('users.consolePassword'),
            profile === undefined
              ? undefined
              : isOn
                ? t('users.setAt', { time: formatTime(profile.CreateDate, locale) || '-' })
                : t('users.notEnabled'),
          ],
          [
            t('users.mustChange'),
            isOn ? t(profile.PasswordResetRequired ? 'common.yes' : 'common.no') : undefined,
          ],
          [t('users.lastSignIn'), formatTime(user.PasswordLastUsed, locale)],
          [
            t('users.signInUrl'),
            isOn ? <CopyText key="url" text={signInUrl} label={t('users.signInUrl')} /> : undefined,
          ],
        ]}
      />
      {dialog === 'set' ? <PasswordDialog name={name} exists={isOn} onClose={close} /> : null}
      {dialog === 'remove' ? (
        <ConfirmCall
          title={t('users.disableTitle', { name })}
          text={t('users.disableText')}
          run={(send) => send('iam', 'DeleteLoginProfile', { UserName: name })}
          onClose={close}
        />
      ) : null}
    </div>
  )
}

function AccessKeys({ name }: { readonly name: string }) {
  const { t, name: locale } = useLocale()
  const call = useCall()
  const { readOnly } = useConnection()
  const { data, isPending } = useOperation(
    'iam',
    'ListAccessKeys',
    { UserName: name },
    { refetchIntervalMs: lookAgainMs },
  )
  const keys = data?.AccessKeyMetadata ?? []
  const [making, setMaking] = useState(false)
  const [removing, setRemoving] = useState<KeyItem>()
  const change = (key: KeyItem) =>
    void call('iam', 'UpdateAccessKey', {
      UserName: name,
      AccessKeyId: key.AccessKeyId,
      Status: key.Status === 'Active' ? 'Inactive' : 'Active',
    })
  return (
    <>
      <Table
        variant="embedded"
        contentDensity="compact"
        items={keys}
        trackBy={({ AccessKeyId }) => AccessKeyId ?? ''}
        loading={isPending}
        loadingText={t('common.loading')}
        ariaLabels={{ tableLabel: t('users.accessKeys') }}
        empty={<EmptyState title={t('users.noKeys')} text={t('users.noKeysText')} />}
        header={
          <Header
            variant="h3"
            counter={`(${keys.length})`}
            actions={
              <Button
                disabled={readOnly || keys.length >= 2}
                disabledReason={t(readOnly ? 'reason.readOnly' : 'users.twoKeys')}
                onClick={() => setMaking(true)}
              >
                {t('users.createKey')}
              </Button>
            }
          >
            {t('users.accessKeys')}
          </Header>
        }
        columnDefinitions={[
          {
            id: 'id',
            header: t('users.keyId'),
            isRowHeader: true,
            cell: ({ AccessKeyId }) => <CopyText text={AccessKeyId} />,
          },
          {
            id: 'status',
            header: t('users.keyStatus'),
            cell: ({ Status }) => (
              <StatusIndicator type={Status === 'Active' ? 'success' : 'stopped'}>
                {t(Status === 'Active' ? 'users.active' : 'users.inactive')}
              </StatusIndicator>
            ),
          },
          {
            id: 'created',
            header: t('volumes.created'),
            cell: ({ CreateDate }) => formatTime(CreateDate, locale) || '-',
          },
          {
            id: 'used',
            header: t('users.keyUsed'),
            cell: ({ AccessKeyId }) => <LastUsed id={AccessKeyId} />,
          },
          {
            id: 'actions',
            header: t('common.actions'),
            cell: (key) => (
              <SpaceBetween direction="horizontal" size="xs">
                <Button variant="inline-link" disabled={readOnly} onClick={() => change(key)}>
                  {t(key.Status === 'Active' ? 'users.deactivate' : 'users.activate')}
                </Button>
                <Button variant="inline-link" disabled={readOnly} onClick={() => setRemoving(key)}>
                  {t('common.delete')}
                </Button>
              </SpaceBetween>
            ),
          },
        ]}
      />
      {making ? <NewKey name={name} onClose={() => setMaking(false)} /> : null}
      {removing ? (
        <DeleteDialog
          title={t('users.deleteKeyTitle', { id: removing.AccessKeyId ?? '' })}
          items={[{ id: removing.AccessKeyId ?? '', name: '' }]}
          remove={(send, { id }) =>
            send('iam', 'DeleteAccessKey', { UserName: name, AccessKeyId: id })
          }
          onClose={() => setRemoving(undefined)}
        >
          <Box>{t('users.deleteKeyText')}</Box>
        </DeleteDialog>
      ) : null}
    </>
  )
}

function LastUsed({ id }: { readonly id: string | undefined }) {
  const { t, name } = useLocale()
  const { data } = useOperation(
    'iam',
    'GetAccessKeyLastUsed',
    id === undefined ? id : { AccessKeyId: id },
  )
  const { LastUsedDate, Region, ServiceName } = data?.AccessKeyLastUsed ?? {}
  if (!LastUsedDate) return <>{t('users.keyNeverUsed')}</>
  return <>{[formatTime(LastUsedDate, name), ServiceName, Region].filter(Boolean).join(' · ')}</>
}
