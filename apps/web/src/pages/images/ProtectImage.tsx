import { useT } from '../../i18n/index.ts'
import { FieldsDialog } from '../../resources/FieldsDialog.tsx'
import { idOf, imageNameOf, isProtected, type Image } from './image.ts'

/** Keeps an image from being deregistered. */
export function ProtectImage(props: { readonly image: Image; readonly onClose: () => void }) {
  const { image, onClose } = props
  const t = useT()
  const ImageId = idOf(image)
  return (
    <FieldsDialog
      title={t('images.protectTitle', { name: imageNameOf(image) })}
      submitText={t('common.save')}
      savedText={t('images.protectionSaved', { name: imageNameOf(image) })}
      fields={[
        {
          id: 'protected',
          label: t('images.protection'),
          description: t('images.protectionText'),
          kind: 'check',
          initial: isProtected(image) ? 'yes' : '',
        },
        {
          id: 'cooldown',
          label: t('images.cooldown'),
          description: t('images.cooldownText'),
          kind: 'check',
          initial: image.DeregistrationProtection === 'enabled-with-cooldown' ? 'yes' : '',
          when: (values) => values['protected'] === 'yes',
        },
      ]}
      run={(call, values) =>
        values['protected'] === 'yes'
          ? call('ec2', 'EnableImageDeregistrationProtection', {
              ImageId,
              WithCooldown: values['cooldown'] === 'yes',
            })
          : call('ec2', 'DisableImageDeregistrationProtection', { ImageId })
      }
      onClose={onClose}
    />
  )
}
