import { useT } from '../../i18n/index.ts'
import { FieldsDialog } from '../../resources/FieldsDialog.tsx'
import { idOf, imageNameOf, type Image } from './image.ts'

/** Takes an image out of use without losing it, or puts it back in use. */
export function DisableImage(props: { readonly image: Image; readonly onClose: () => void }) {
  const { image, onClose } = props
  const t = useT()
  const name = imageNameOf(image)
  const ImageId = idOf(image)
  const isDisabled = image.State === 'disabled'
  return (
    <FieldsDialog
      title={t(isDisabled ? 'images.enableTitle' : 'images.disableTitle', { name })}
      submitText={t(isDisabled ? 'images.enable' : 'images.disable')}
      savedText={t(isDisabled ? 'images.enabledText' : 'images.disabledText', { name })}
      {...(isDisabled ? { note: t('images.enableText') } : { warning: t('images.disableText') })}
      fields={[]}
      run={(call) =>
        isDisabled
          ? call('ec2', 'EnableImage', { ImageId })
          : call('ec2', 'DisableImage', { ImageId })
      }
      onClose={onClose}
    />
  )
}
