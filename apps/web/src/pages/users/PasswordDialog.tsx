import { useState } from 'react'
import { ConfirmDialog } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { useSave } from '../../resources/use-save.tsx'
import { freshPassword, isPasswordGiven, PasswordChoice } from './PasswordChoice.tsx'
import { SignInDetails } from './SignInDetails.tsx'
import { useSignInUrl } from './sign-in-url.ts'

/** Gives a user a password for the console, or another one; what was made is shown once. */
export function PasswordDialog(props: {
  readonly name: string
  readonly exists: boolean
  readonly onClose: () => void
}) {
  const { name, exists, onClose } = props
  const t = useT()
  const signInUrl = useSignInUrl()
  const [value, setValue] = useState(freshPassword)
  const [tried, setTried] = useState(false)
  const [done, setDone] = useState(false)
  const save = useSave(() => setDone(true), t('common.saved'))
  if (done) {
    return (
      <ConfirmDialog
        title={t('users.passwordTitle', { name })}
        submitText={t('common.close')}
        onSubmit={onClose}
        onClose={onClose}
      >
        <SignInDetails
          text={t('users.passwordOnce')}
          file={`${name}_credentials.csv`}
          secrets={[
            { label: t('users.name'), value: name },
            { label: t('users.consolePassword'), value: value.password, hidden: true },
            { label: t('users.signInUrl'), value: signInUrl },
          ]}
        />
      </ConfirmDialog>
    )
  }
  return (
    <ConfirmDialog
      title={t('users.passwordTitle', { name })}
      submitText={t(exists ? 'users.resetPassword' : 'users.enableConsole')}
      onClose={onClose}
      {...save.dialog(
        (call) =>
          call('iam', exists ? 'UpdateLoginProfile' : 'CreateLoginProfile', {
            UserName: name,
            Password: value.password,
            PasswordResetRequired: value.mustChange,
          }),
        () => {
          setTried(true)
          return isPasswordGiven(value)
        },
      )}
    >
      <PasswordChoice value={value} tried={tried} onChange={setValue} />
    </ConfirmDialog>
  )
}
