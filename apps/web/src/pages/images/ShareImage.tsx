import { useOperation } from '../../api/index.ts'
import { useT } from '../../i18n/index.ts'
import { SharePermissions } from '../../resources/SharePermissions.tsx'
import { idOf, imageNameOf, type Image } from './image.ts'

/** Who may launch the image besides its owner. */
export function ShareImage(props: { readonly image: Image; readonly onClose: () => void }) {
  const t = useT()
  const ImageId = idOf(props.image)
  const { data } = useOperation('ec2', 'DescribeImageAttribute', {
    ImageId,
    Attribute: 'launchPermission',
  })
  return (
    <SharePermissions
      title={t('images.share')}
      savedText={t('images.shared', { name: imageNameOf(props.image) })}
      privateText={t('images.privateText')}
      publicText={t('images.publicText')}
      permissions={data && (data.LaunchPermissions ?? [])}
      save={(call, LaunchPermission) =>
        call('ec2', 'ModifyImageAttribute', { ImageId, LaunchPermission })
      }
      onClose={props.onClose}
    />
  )
}
