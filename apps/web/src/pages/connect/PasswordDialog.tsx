import FileInput from '@cloudscape-design/components/file-input'
import FormField from '@cloudscape-design/components/form-field'
import Textarea from '@cloudscape-design/components/textarea'
import { useState } from 'react'
import { ConfirmDialog } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { fromBase64 } from '../../lib/base64.ts'
import { decryptRsa, readRsaKey } from '../../lib/rsa.ts'

/** Opens the password with the private key, here in the browser: the key goes nowhere. */
export function PasswordDialog(props: {
  readonly keyName: string
  readonly sealed: string
  readonly onOpened: (password: string) => void
  readonly onClose: () => void
}) {
  const { keyName, sealed, onOpened, onClose } = props
  const t = useT()
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<string>()
  const open = () => {
    const key = readRsaKey(text)
    if (!key) return setProblem(t('connect.rdpNotKey'))
    const opened = decryptRsa(key, fromBase64(sealed))
    if (!opened) return setProblem(t('connect.rdpOtherKey', { key: keyName }))
    onOpened(new TextDecoder().decode(opened))
  }
  return (
    <ConfirmDialog
      title={t('connect.rdpGetPassword')}
      submitText={t('connect.rdpDecrypt')}
      disabled={text.trim() === ''}
      onClose={onClose}
      onSubmit={open}
    >
      <FormField
        stretch
        label={t('connect.rdpPrivateKey', { key: keyName })}
        description={t('connect.rdpPrivateKeyText')}
        errorText={problem}
      >
        <div className="brume-mono">
          <Textarea
            value={text}
            rows={8}
            spellcheck={false}
            placeholder="-----BEGIN RSA PRIVATE KEY-----"
            onChange={({ detail }) => {
              setText(detail.value)
              setProblem(undefined)
            }}
          />
        </div>
      </FormField>
      {/* Outside the field, or the button would carry the field's name. */}
      <FileInput
        value={[]}
        ariaLabel={t('launch.userData.file')}
        onChange={({ detail }) => {
          const [file] = detail.value
          if (file) void file.text().then(setText)
        }}
      >
        {t('launch.userData.file')}
      </FileInput>
    </ConfirmDialog>
  )
}
