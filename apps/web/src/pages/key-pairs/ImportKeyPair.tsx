import { findKeyNameProblem } from '@brume/ec2-model'
import FileInput from '@cloudscape-design/components/file-input'
import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import Textarea from '@cloudscape-design/components/textarea'
import { useState } from 'react'
import { ConfirmDialog } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { useSave } from '../../resources/use-save.tsx'

/** Makes a key pair of a public key that exists already. */
export function ImportKeyPair(props: { readonly onClose: () => void }) {
  const t = useT()
  const [name, setName] = useState('')
  const [key, setKey] = useState('')
  const save = useSave(props.onClose, t('keys.importedText', { name }))
  const problem = findKeyNameProblem(name)
  return (
    <ConfirmDialog
      title={t('keys.import')}
      submitText={t('keys.import')}
      disabled={problem !== undefined || key.trim() === ''}
      onClose={props.onClose}
      {...save.dialog((call) =>
        call('ec2', 'ImportKeyPair', {
          KeyName: name,
          // Bytes travel as base64; a public key is ASCII.
          PublicKeyMaterial: btoa(key.trim()),
        }),
      )}
    >
      <FormField
        label={t('keys.name')}
        errorText={name !== '' && problem !== undefined ? t('launch.issue.keyNameInvalid') : ''}
      >
        <Input value={name} onChange={({ detail }) => setName(detail.value)} />
      </FormField>
      <FormField label={t('keys.publicKey')} description={t('keys.publicKeyText')}>
        <Textarea
          value={key}
          rows={6}
          spellcheck={false}
          placeholder="ssh-ed25519 AAAA…"
          onChange={({ detail }) => setKey(detail.value.replace(/[^\x20-\x7e\r\n]/g, ''))}
        />
      </FormField>
      {/* Outside the field, or the button would carry the field's name. */}
      <FileInput
        value={[]}
        ariaLabel={t('launch.userData.file')}
        onChange={({ detail }) => {
          const [file] = detail.value
          if (file) void file.text().then(setKey)
        }}
      >
        {t('launch.userData.file')}
      </FileInput>
    </ConfirmDialog>
  )
}
