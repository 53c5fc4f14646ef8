import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import Input from '@cloudscape-design/components/input'
import RadioGroup from '@cloudscape-design/components/radio-group'
import SpaceBetween from '@cloudscape-design/components/space-between'
import type { Access, ApiError } from '@brume/console-api'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { asApiError } from '../api/failure.ts'
import { openAs, signIn } from '../api/sign-in.ts'
import { describeError } from '../components/index.ts'
import { useT, type Translate } from '../i18n/index.ts'
import { NewPassword } from './NewPassword.tsx'

/** What went wrong, in the reader's language: how long to wait, and never which part was wrong. */
export function describeSignInError(error: ApiError, t: Translate): string {
  if (error.code === 'WrongCredentials') return t('signIn.wrong')
  if (error.code === 'WrongCode') return t('errors.enterCode')
  if (error.code === 'TooManyAttempts' && error.retryAfterSeconds !== undefined)
    return t('signIn.wait', { seconds: error.retryAfterSeconds })
  return describeError(error, t)
}

/** In place of a page whose account wants to know who asks. */
export default function SignInGate(props: {
  readonly access: Access
  readonly connection: string
  /** A person asked for it: they may change their mind. */
  readonly onCancel?: () => void
}) {
  const { access, connection, onCancel } = props
  return (
    <div className="brume-sign-in">
      {access.mustChangePassword && !onCancel ? (
        <NewPassword connection={connection} name={access.identity?.name ?? ''} />
      ) : (
        <SignInForm account={access.account} onCancel={onCancel} />
      )}
    </div>
  )
}

function SignInForm(props: {
  readonly account: string
  readonly onCancel: (() => void) | undefined
}) {
  const t = useT()
  const [kind, setKind] = useState('user')
  const [account, setAccount] = useState(props.account)
  const [user, setUser] = useState('')
  const [secret, setSecret] = useState('')
  const enter = useMutation({
    mutationFn: () =>
      kind === 'root'
        ? signIn({ kind, account, code: secret.trim() })
        : signIn({ kind: 'user', account, user, password: secret }),
    onSuccess: ({ connection }) => openAs(connection),
    onError: () => setSecret(''),
  })
  const isRoot = kind === 'root'
  const ready = account.trim() !== '' && secret !== '' && (isRoot || user.trim() !== '')
  return (
    <Container header={<Header variant="h1">{t('signIn.title')}</Header>}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (ready && !enter.isPending) enter.mutate()
        }}
      >
        <SpaceBetween size="l">
          <RadioGroup
            value={kind}
            ariaLabel={t('signIn.as')}
            items={[
              { value: 'user', label: t('signIn.user'), description: t('signIn.userText') },
              { value: 'root', label: t('signIn.root'), description: t('signIn.rootText') },
            ]}
            onChange={({ detail }) => {
              setKind(detail.value)
              setSecret('')
              enter.reset()
            }}
          />
          <FormField label={t('signIn.account')}>
            <Input
              value={account}
              autoComplete="organization"
              onChange={({ detail }) => setAccount(detail.value)}
            />
          </FormField>
          {isRoot ? null : (
            <FormField label={t('signIn.userName')}>
              <Input
                value={user}
                autoFocus
                autoComplete="username"
                spellcheck={false}
                onChange={({ detail }) => setUser(detail.value)}
              />
            </FormField>
          )}
          <FormField
            label={t(isRoot ? 'signIn.code' : 'signIn.password')}
            description={isRoot ? t('signIn.codeText') : undefined}
          >
            <Input
              type={isRoot ? 'text' : 'password'}
              value={secret}
              autoComplete={isRoot ? 'one-time-code' : 'current-password'}
              spellcheck={false}
              onChange={({ detail }) => setSecret(detail.value)}
            />
          </FormField>
          {enter.error ? (
            <Alert type="error">{describeSignInError(asApiError(enter.error), t)}</Alert>
          ) : null}
          <SpaceBetween direction="horizontal" size="xs">
            <Button
              variant="primary"
              formAction="submit"
              disabled={!ready}
              loading={enter.isPending}
            >
              {t('signIn.submit')}
            </Button>
            {props.onCancel ? (
              <Button variant="link" formAction="none" onClick={props.onCancel}>
                {t('common.cancel')}
              </Button>
            ) : null}
          </SpaceBetween>
          <Box color="text-body-secondary">{t('signIn.forgotten')}</Box>
        </SpaceBetween>
      </form>
    </Container>
  )
}
