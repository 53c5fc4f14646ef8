import { keyFileName } from '@brume/console-api'
import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import Input from '@cloudscape-design/components/input'
import RadioGroup from '@cloudscape-design/components/radio-group'
import Select, { type SelectProps } from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { asApiError, useTask } from '../../../api/index.ts'
import { describeError, notify } from '../../../components/index.ts'
import { useT } from '../../../i18n/index.ts'
import { saveFile } from '../../../lib/save-file.ts'
import type { KeyPairChoice } from '../model/form.ts'
import { keyMediaType } from '../model/plan.ts'
import { fieldElementId, type SectionProps } from '../section-props.ts'

const noKey = 'none'

export function KeySection(props: SectionProps) {
  const { form, change, errorOf, lists } = props
  const t = useT()
  const { keyPair } = form
  const set = (part: Partial<KeyPairChoice>) =>
    change((old) => ({ ...old, keyPair: { ...old.keyPair, ...part } }))
  const none: SelectProps.Option = {
    value: noKey,
    label: t('launch.key.none'),
    labelTag: t('launch.key.notRecommended'),
  }
  const keys: SelectProps.Option[] = lists.keys.list
    .map(({ KeyName, KeyType }) => ({
      value: `key:${KeyName ?? ''}`,
      label: KeyName ?? '',
      description: KeyType?.toUpperCase() ?? '',
    }))
    .sort((a, b) => a.label.localeCompare(b.label))
  const selected =
    keyPair.mode === 'none'
      ? none
      : keyPair.mode === 'existing'
        ? (keys.find(({ value }) => value === `key:${keyPair.existingName}`) ?? null)
        : null
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={t('launch.key.description')}
          actions={
            keyPair.mode === 'new' ? (
              <Button onClick={() => set({ mode: 'unset' })}>
                {t('launch.key.chooseInstead')}
              </Button>
            ) : (
              <Button iconName="add-plus" onClick={() => set({ mode: 'new' })}>
                {t('launch.key.create')}
              </Button>
            )
          }
        >
          {t('launch.key.header')}
        </Header>
      }
    >
      {keyPair.mode === 'new' ? (
        <NewKey {...props} set={set} />
      ) : (
        <SpaceBetween size="m">
          <FormField label={t('launch.key.label')} errorText={errorOf('keyPair')}>
            <Select
              controlId={fieldElementId('keyPair')}
              selectedOption={selected}
              options={[none, ...keys]}
              filteringType="auto"
              placeholder={t('launch.key.placeholder')}
              statusType={lists.keys.status === 'loading' ? 'loading' : 'finished'}
              expandToViewport
              onChange={({ detail }) => {
                const { value = '' } = detail.selectedOption
                if (value === noKey) set({ mode: 'none' })
                else set({ mode: 'existing', existingName: value.slice('key:'.length) })
              }}
            />
          </FormField>
          {keyPair.mode === 'none' ? (
            <Alert type="warning">{t('launch.key.noneWarning')}</Alert>
          ) : null}
        </SpaceBetween>
      )}
    </Container>
  )
}

function NewKey(props: SectionProps & { readonly set: (part: Partial<KeyPairChoice>) => void }) {
  const { form, errorOf, set } = props
  const t = useT()
  const { newName, type, format } = form.keyPair
  const create = useTask(async (call, input: { name: string }) => {
    const key = { KeyName: input.name, KeyType: type, KeyFormat: format }
    const { KeyMaterial } = await call('ec2', 'CreateKeyPair', key)
    saveFile(keyFileName(key.KeyName, key.KeyFormat), KeyMaterial ?? '', keyMediaType)
    return key
  })
  const windows = form.image?.platform === 'windows'
  return (
    <SpaceBetween size="m">
      <FormField
        label={t('launch.key.newName')}
        description={t('launch.key.newText')}
        errorText={
          errorOf('keyPair.newName') ??
          (create.error ? describeError(asApiError(create.error), t) : undefined)
        }
      >
        <Input
          controlId={fieldElementId('keyPair.newName')}
          value={newName}
          placeholder="my-key"
          onChange={({ detail }) => set({ newName: detail.value })}
        />
      </FormField>
      <FormField label={t('launch.key.type')}>
        <RadioGroup
          value={type}
          items={[
            { value: 'rsa', label: 'RSA', description: t('launch.key.rsaText') },
            {
              value: 'ed25519',
              label: 'ED25519',
              description: t('launch.key.ed25519Text'),
              disabled: windows,
            },
          ]}
          onChange={({ detail }) => set({ type: detail.value === 'ed25519' ? 'ed25519' : 'rsa' })}
        />
      </FormField>
      <FormField label={t('launch.key.format')}>
        <RadioGroup
          value={format}
          items={[
            { value: 'pem', label: '.pem', description: t('launch.key.pemText') },
            { value: 'ppk', label: '.ppk', description: t('launch.key.ppkText') },
          ]}
          onChange={({ detail }) => set({ format: detail.value === 'ppk' ? 'ppk' : 'pem' })}
        />
      </FormField>
      <Alert
        type="info"
        action={
          <Button
            loading={create.isPending}
            disabled={newName.trim() === '' || errorOf('keyPair.newName') !== undefined}
            onClick={() =>
              create.mutate(
                { name: newName.trim() },
                {
                  onSuccess: ({ KeyName }) => {
                    notify({ type: 'success', header: t('launch.key.created', { name: KeyName }) })
                    set({ mode: 'existing', existingName: KeyName, newName: '' })
                  },
                },
              )
            }
          >
            {t('launch.key.createNow')}
          </Button>
        }
      >
        {t('launch.key.once')}
      </Alert>
    </SpaceBetween>
  )
}
