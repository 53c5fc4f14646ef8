import Checkbox from '@cloudscape-design/components/checkbox'
import { useState } from 'react'
import { groupByPlace, placeKey, placeOf, ScopeContext, type Placed } from '../../api/index.ts'
import { useT } from '../../i18n/index.ts'
import { DeleteDialog } from '../../resources/DeleteDialog.tsx'
import { ImageUsers } from './ImageUsers.tsx'
import { idOf, imageNameOf, type Image } from './image.ts'

/** Takes images out of use; their snapshots stay unless the person says otherwise. */
export function DeregisterImages(props: {
  readonly images: readonly Placed<Image>[]
  readonly onClose: () => void
}) {
  const t = useT()
  const [withSnapshots, setWithSnapshots] = useState(false)
  return (
    <DeleteDialog
      title={t('images.deregisterTitle', { count: props.images.length })}
      submitText={t('images.deregister')}
      items={props.images.map((image) => ({
        id: idOf(image),
        name: imageNameOf(image),
        place: placeOf(image),
      }))}
      remove={(call, { id }) =>
        call('ec2', 'DeregisterImage', {
          ImageId: id,
          ...(withSnapshots && { DeleteAssociatedSnapshots: true }),
        })
      }
      onClose={props.onClose}
    >
      <div>{t('images.deregisterText')}</div>
      {groupByPlace(props.images).map(({ place, items }) => (
        <ScopeContext key={placeKey(place)} value={place}>
          <ImageUsers images={items} />
        </ScopeContext>
      ))}
      <Checkbox checked={withSnapshots} onChange={({ detail }) => setWithSnapshots(detail.checked)}>
        {t('images.deleteSnapshots')}
      </Checkbox>
    </DeleteDialog>
  )
}
