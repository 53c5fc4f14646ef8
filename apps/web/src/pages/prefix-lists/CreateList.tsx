import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import RadioGroup from '@cloudscape-design/components/radio-group'
import { useState } from 'react'
import { areTagsValid, ConfirmDialog, TagEditor, type EditedTag } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { useSave } from '../../resources/use-save.tsx'
import { areEntriesValid, EntriesEditor } from './EntriesEditor.tsx'
import type { Entry } from './prefix-list.ts'

const mostEntries = 1000

export function CreateList(props: { readonly onClose: () => void }) {
  const { onClose } = props
  const t = useT()
  const [name, setName] = useState('')
  const [size, setSize] = useState('10')
  const [family, setFamily] = useState('IPv4')
  const [entries, setEntries] = useState<readonly Entry[]>([])
  const [tags, setTags] = useState<readonly EditedTag[]>([])
  const [tried, setTried] = useState(false)
  const save = useSave(onClose, t('prefixLists.created', { name }))
  const most = Number(size)
  const isSize = /^\d+$/.test(size) && most >= 1 && most <= mostEntries
  const nameProblem =
    name.trim() === ''
      ? t('fields.missing')
      : name.startsWith('com.amazonaws')
        ? t('prefixLists.nameProblem')
        : undefined
  const wrong = nameProblem !== undefined || !isSize || !areEntriesValid(entries, family)
  return (
    <ConfirmDialog
      size="large"
      title={t('prefixLists.create')}
      submitText={t('prefixLists.create')}
      disabled={!areTagsValid(tags)}
      {...save.dialog(
        (call) =>
          call('ec2', 'CreateManagedPrefixList', {
            PrefixListName: name.trim(),
            MaxEntries: most,
            AddressFamily: family,
            ...(entries.length > 0 && {
              Entries: entries.map(({ cidr, description }) => ({
                Cidr: cidr.trim(),
                ...(description !== '' && { Description: description }),
              })),
            }),
            ...(tags.length > 0 && {
              TagSpecifications: [
                {
                  ResourceType: 'prefix-list',
                  Tags: tags.map(({ key, value }) => ({ Key: key, Value: value })),
                },
              ],
            }),
          }),
        () => {
          setTried(true)
          return !wrong
        },
      )}
      onClose={onClose}
    >
      <FormField
        label={t('prefixLists.name')}
        errorText={tried || name !== '' ? nameProblem : undefined}
      >
        <Input value={name} onChange={({ detail }) => setName(detail.value)} />
      </FormField>
      <FormField
        label={t('prefixLists.max')}
        description={t('prefixLists.maxText')}
        errorText={isSize ? undefined : t('prefixLists.maxProblem')}
      >
        <Input value={size} inputMode="numeric" onChange={({ detail }) => setSize(detail.value)} />
      </FormField>
      <FormField label={t('prefixLists.family')}>
        <RadioGroup
          value={family}
          items={[
            { value: 'IPv4', label: 'IPv4' },
            { value: 'IPv6', label: 'IPv6' },
          ]}
          onChange={({ detail }) => setFamily(detail.value)}
        />
      </FormField>
      <FormField label={t('prefixLists.entries')} stretch>
        <EntriesEditor
          entries={entries}
          family={family}
          most={isSize ? most : mostEntries}
          onChange={setEntries}
        />
      </FormField>
      <TagEditor purpose="create" tags={tags} onChange={setTags} />
    </ConfirmDialog>
  )
}
