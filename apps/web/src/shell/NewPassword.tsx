import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import Input from '@cloudscape-design/components/input'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { asApiError } from '../api/failure.ts'
import { changePassword, openAs, signOut } from '../api/sign-in.ts'
import { describeError } from '../components/index.ts'
import { useT } from '../i18n/index.ts'

/** Before anything else at the first sign-in, and whenever a user wants another password. */
export function NewPassword(props: { readonly connection: string; readonly name: string }) {
  const { connection, name } = props
  const t = useT()
  const [oldPassword, setOld] = useState('')
  const [newPassword, setNew] = useState('')
  const [again, setAgain] = useState('')
  const change = useMutation({
    mutationFn: () => changePassword(connection, { oldPassword, newPassword }),
    onSuccess: () => openAs(connection),
  })
  const leave = useMutation({ mutationFn: signOut, onSuccess: () => location.reload() })
  const differs = again !== '' && again !== newPassword
  const ready = oldPassword !== '' && newPassword !== '' && again === newPassword
  const field = (
    label: string,
    value: string,
    set: (value: string) => void,
    more: { autoComplete: string; error?: string | undefined },
  ) => (
    <FormField label={label} errorText={more.error}>
      <Input
        type="password"
        value={value}
        autoComplete={more.autoComplete}
        onChange={({ detail }) => set(detail.value)}
      />
    </FormField>
  )
  return (
    <Container
      header={
        <Header variant="h1" description={t('signIn.changeText', { name })}>
          {t('signIn.changeTitle')}
        </Header>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (ready && !change.isPending) change.mutate()
        }}
      >
        <SpaceBetween size="l">
          {field(t('signIn.oldPassword'), oldPassword, setOld, {
            autoComplete: 'current-password',
          })}
          {field(t('signIn.newPassword'), newPassword, setNew, { autoComplete: 'new-password' })}
          {field(t('signIn.newAgain'), again, setAgain, {
            autoComplete: 'new-password',
            error: differs ? t('signIn.differs') : undefined,
          })}
          {change.error ? (
            <Alert type="error">{describeError(asApiError(change.error), t)}</Alert>
          ) : null}
          <SpaceBetween direction="horizontal" size="xs">
            <Button
              variant="primary"
              formAction="submit"
              disabled={!ready}
              loading={change.isPending}
            >
              {t('signIn.change')}
            </Button>
            <Button variant="link" formAction="none" onClick={() => leave.mutate()}>
              {t('identity.signOut')}
            </Button>
          </SpaceBetween>
        </SpaceBetween>
      </form>
    </Container>
  )
}
