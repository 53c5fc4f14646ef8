import FormField from '@cloudscape-design/components/form-field'
import RadioGroup from '@cloudscape-design/components/radio-group'
import Textarea from '@cloudscape-design/components/textarea'
import { useState } from 'react'
import { useOperation } from '../../api/index.ts'
import { ConfirmDialog } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { useSave } from '../../resources/use-save.ts'
import { idOf, imageNameOf, type Image } from './image.ts'

/** Who may launch the image besides its owner: everybody, or named accounts. */
export function SharePermissions(props: { readonly image: Image; readonly onClose: () => void }) {
  const { image, onClose } = props
  const t = useT()
  const { data } = useOperation('ec2', 'DescribeImageAttribute', {
    ImageId: idOf(image),
    Attribute: 'launchPermission',
  })
  const before = (data?.LaunchPermissions ?? []).flatMap(({ UserId }) => UserId ?? [])
  const [isPublic, setPublic] = useState(image.Public ?? false)
  const [edited, setEdited] = useState<string>()
  const text = edited ?? before.join('\n')
  const accounts = [...new Set(text.split(/[\s,]+/).filter((part) => part !== ''))]
  const wrong = accounts.find((account) => !/^\d{12}$/.test(account))
  const save = useSave(onClose, t('images.shared', { name: imageNameOf(image) }))
  return (
    <ConfirmDialog
      title={t('images.share')}
      submitText={t('common.save')}
      disabled={wrong !== undefined || data === undefined}
      loading={save.saving}
      error={save.error}
      onClose={onClose}
      onSubmit={() =>
        save.run(async (call) => {
          const everyone = { Group: 'all' } as const
          const wasPublic = image.Public ?? false
          const Add = [
            ...(isPublic && !wasPublic ? [everyone] : []),
            ...accounts.filter((id) => !before.includes(id)).map((UserId) => ({ UserId })),
          ]
          const Remove = [
            ...(!isPublic && wasPublic ? [everyone] : []),
            ...before.filter((id) => !accounts.includes(id)).map((UserId) => ({ UserId })),
          ]
          if (Add.length + Remove.length === 0) return
          await call('ec2', 'ModifyImageAttribute', {
            ImageId: idOf(image),
            LaunchPermission: {
              ...(Add.length > 0 && { Add }),
              ...(Remove.length > 0 && { Remove }),
            },
          })
        })
      }
    >
      <FormField label={t('images.visibility')}>
        <RadioGroup
          value={isPublic ? 'public' : 'private'}
          items={[
            { value: 'private', label: t('images.private'), description: t('images.privateText') },
            { value: 'public', label: t('images.public'), description: t('images.publicText') },
          ]}
          onChange={({ detail }) => setPublic(detail.value === 'public')}
        />
      </FormField>
      <FormField
        label={t('images.sharedWith')}
        description={t('images.accountsText')}
        errorText={wrong === undefined ? undefined : t('images.accountWrong', { id: wrong })}
      >
        <Textarea
          value={text}
          rows={4}
          placeholder="123456789012"
          onChange={({ detail }) => setEdited(detail.value)}
        />
      </FormField>
    </ConfirmDialog>
  )
}
