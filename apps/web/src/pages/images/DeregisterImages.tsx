import Checkbox from '@cloudscape-design/components/checkbox'
import { useState } from 'react'
import { useT } from '../../i18n/index.ts'
import { DeleteDialog } from '../../resources/DeleteDialog.tsx'
import { ImageUsers } from './ImageUsers.tsx'
import { idOf, imageNameOf, type Image } from './image.ts'

/** Takes images out of use; their snapshots stay unless the person says otherwise. */
export function DeregisterImages(props: {
  readonly images: readonly Image[]
  readonly onClose: () => void
}) {
  const t = useT()
  const [withSnapshots, setWithSnapshots] = useState(false)
  return (
    <DeleteDialog
      title={t('images.deregisterTitle', { count: props.images.length })}
      submitText={t('images.deregister')}
      items={props.images.map((image) => ({ id: idOf(image), name: imageNameOf(image) }))}
      remove={(call, ImageId) =>
        call('ec2', 'DeregisterImage', {
          ImageId,
          ...(withSnapshots && { DeleteAssociatedSnapshots: true }),
        })
      }
      onClose={props.onClose}
    >
      <div>{t('images.deregisterText')}</div>
      <ImageUsers images={props.images} />
      <Checkbox checked={withSnapshots} onChange={({ detail }) => setWithSnapshots(detail.checked)}>
        {t('images.deleteSnapshots')}
      </Checkbox>
    </DeleteDialog>
  )
}
