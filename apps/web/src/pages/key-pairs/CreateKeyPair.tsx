import { keyFileName } from '@brume/console-api'
import { findKeyNameProblem } from '@brume/ec2-model'
import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import RadioGroup from '@cloudscape-design/components/radio-group'
import { useState } from 'react'
import { areTagsValid, ConfirmDialog, TagEditor, type EditedTag } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { saveFile } from '../../lib/save-file.ts'
import { useSave } from '../../resources/use-save.tsx'

/** Makes a key pair; the browser saves the private key, which nobody can get again. */
export function CreateKeyPair(props: { readonly onClose: () => void }) {
  const t = useT()
  const [name, setName] = useState('')
  const [type, setType] = useState<'rsa' | 'ed25519'>('rsa')
  const [format, setFormat] = useState<'pem' | 'ppk'>('pem')
  const [tags, setTags] = useState<readonly EditedTag[]>([])
  const save = useSave<{ KeyMaterial?: string | undefined }>(
    props.onClose,
    ({ KeyMaterial = '' }) => {
      saveFile(keyFileName(name, format), KeyMaterial, 'application/octet-stream')
      return { type: 'success', header: t('keys.createdText', { name }) }
    },
  )
  const problem = findKeyNameProblem(name)
  return (
    <ConfirmDialog
      title={t('keys.create')}
      submitText={t('keys.create')}
      disabled={problem !== undefined || !areTagsValid(tags)}
      onClose={props.onClose}
      {...save.dialog((call) => {
        const Tags = tags.map(({ key, value }) => ({ Key: key, Value: value }))
        return call('ec2', 'CreateKeyPair', {
          KeyName: name,
          KeyType: type,
          KeyFormat: format,
          ...(Tags.length > 0 && { TagSpecifications: [{ ResourceType: 'key-pair', Tags }] }),
        })
      })}
    >
      <FormField
        label={t('keys.name')}
        errorText={name !== '' && problem !== undefined ? t('launch.issue.keyNameInvalid') : ''}
      >
        <Input value={name} onChange={({ detail }) => setName(detail.value)} />
      </FormField>
      <FormField label={t('launch.key.type')}>
        <RadioGroup
          value={type}
          items={[
            { value: 'rsa', label: 'RSA' },
            { value: 'ed25519', label: 'ED25519' },
          ]}
          onChange={({ detail }) => setType(detail.value === 'ed25519' ? 'ed25519' : 'rsa')}
        />
      </FormField>
      <FormField label={t('launch.key.format')}>
        <RadioGroup
          value={format}
          items={[
            { value: 'pem', label: '.pem', description: t('launch.key.pemText') },
            { value: 'ppk', label: '.ppk', description: t('launch.key.ppkText') },
          ]}
          onChange={({ detail }) => setFormat(detail.value === 'ppk' ? 'ppk' : 'pem')}
        />
      </FormField>
      <TagEditor purpose="create" tags={tags} onChange={setTags} />
    </ConfirmDialog>
  )
}
