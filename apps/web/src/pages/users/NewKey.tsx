import type { Output } from '@brume/console-api'
import { useState } from 'react'
import { ConfirmDialog } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { useSave } from '../../resources/use-save.tsx'
import { SignInDetails } from './SignInDetails.tsx'

/** Makes an access key; its secret is shown here, once. */
export function NewKey(props: { readonly name: string; readonly onClose: () => void }) {
  const { name, onClose } = props
  const t = useT()
  const [key, setKey] = useState<Output<'iam', 'CreateAccessKey'>['AccessKey']>()
  const save = useSave<Output<'iam', 'CreateAccessKey'>>(
    () => undefined,
    ({ AccessKey }) => {
      setKey(AccessKey)
      return { type: 'success', header: t('users.keyCreated', { name }) }
    },
  )
  if (key) {
    return (
      <ConfirmDialog
        title={t('users.retrieveKey')}
        submitText={t('common.close')}
        onSubmit={onClose}
        onClose={onClose}
      >
        <SignInDetails
          text={t('users.keyOnce')}
          file={`${name}_accessKeys.csv`}
          secrets={[
            { label: t('users.keyId'), value: key.AccessKeyId ?? '' },
            { label: t('users.secretKey'), value: key.SecretAccessKey ?? '', hidden: true },
          ]}
        />
      </ConfirmDialog>
    )
  }
  return (
    <ConfirmDialog
      title={t('users.createKeyTitle', { name })}
      submitText={t('users.createKey')}
      onClose={onClose}
      {...save.dialog((call) => call('iam', 'CreateAccessKey', { UserName: name }))}
    >
      {t('users.createKeyText')}
    </ConfirmDialog>
  )
}
