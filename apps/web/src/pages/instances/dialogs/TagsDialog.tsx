import { useState } from 'react'
import { groupByPlace } from '../../../api/index.ts'
import {
  areTagsValid,
  ConfirmDialog,
  TagEditor,
  type EditedTag,
} from '../../../components/index.ts'
import { useT } from '../../../i18n/index.ts'
import { diffTags, toEditedTags } from '../../../lib/tags.ts'
import { fullLabelOf, idOf } from '../instance.ts'
import { InstanceNames } from './InstanceNames.tsx'
import { useSave } from '../../../resources/use-save.tsx'
import type { DialogProps } from './dialog-props.ts'

/** Tags of one instance, all of them; or tags to add to many. */
export function TagsDialog(props: DialogProps) {
  const { instances, onClose } = props
  const t = useT()
  const many = instances.length > 1
  const before = many ? [] : toEditedTags(instances[0].Tags)
  const [tags, setTags] = useState<readonly EditedTag[]>(before)
  const save = useSave(onClose, t('dialog.tagsSaved'))
  return (
    <ConfirmDialog
      size="large"
      title={t('dialog.tagsTitle', { count: instances.length })}
      submitText={t('common.save')}
      disabled={!areTagsValid(tags)}
      onClose={onClose}
      {...save.dialog(async (_call, callAt) => {
        const { added, removed } = diffTags(before, tags)
        for (const { place, items } of groupByPlace(instances)) {
          const call = callAt(place)
          const Resources = items.map(idOf)
          if (added.length > 0) await call('ec2', 'CreateTags', { Resources, Tags: added })
          if (removed.length > 0) await call('ec2', 'DeleteTags', { Resources, Tags: removed })
        }
      })}
    >
      {many ? (
        <>
          <div>{t('dialog.tagsMany')}</div>
          <InstanceNames names={instances.map(fullLabelOf)} />
        </>
      ) : null}
      <TagEditor tags={tags} onChange={setTags} />
    </ConfirmDialog>
  )
}
