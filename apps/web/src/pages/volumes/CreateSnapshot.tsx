import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import { useState } from 'react'
import { areTagsValid, ConfirmDialog, TagEditor, type EditedTag } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { useSave } from '../../resources/use-save.tsx'
import { idOf, type Volume } from './volume.ts'

/** A copy of what is on the volume at this moment. */
export function CreateSnapshot(props: { readonly item: Volume; readonly onClose: () => void }) {
  const { item: volume, onClose } = props
  const t = useT()
  const [description, setDescription] = useState('')
  const [tags, setTags] = useState<readonly EditedTag[]>([])
  const save = useSave(onClose, t('volumes.snapshotStarted', { id: idOf(volume) }))
  return (
    <ConfirmDialog
      title={t('volumes.snapshotTitle', { id: idOf(volume) })}
      submitText={t('volumes.createSnapshot')}
      disabled={!areTagsValid(tags) || description.length > 255}
      onClose={onClose}
      {...save.dialog((call) => {
        const Tags = tags.map(({ key, value }) => ({ Key: key, Value: value }))
        return call('ec2', 'CreateSnapshot', {
          VolumeId: idOf(volume),
          ...(description !== '' && { Description: description }),
          ...(Tags.length > 0 && { TagSpecifications: [{ ResourceType: 'snapshot', Tags }] }),
        })
      })}
    >
      <FormField label={t('snapshots.descriptionColumn')}>
        <Input value={description} onChange={({ detail }) => setDescription(detail.value)} />
      </FormField>
      <TagEditor purpose="create" tags={tags} onChange={setTags} />
    </ConfirmDialog>
  )
}
