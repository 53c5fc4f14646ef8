import { placeOf } from '../../../api/index.ts'
import BulkTags from '../../../resources/bulk/BulkTags.tsx'
import * as resources from '../../../resources/ResourceTags.tsx'
import { idOf, labelOf } from '../instance.ts'
import type { DialogProps } from './dialog-props.ts'

/** Tags of one instance, all of them; or what tags become of many. */
export function TagsDialog({ instances, onClose }: DialogProps) {
  const [first, second] = instances
  if (second === undefined) {
    return <resources.TagsDialog id={idOf(first)} tags={first.Tags} onClose={onClose} />
  }
  return (
    <BulkTags
      items={instances.map((instance) => ({
        id: idOf(instance),
        name: labelOf(instance),
        place: placeOf(instance),
        tags: instance.Tags,
      }))}
      onClose={onClose}
    />
  )
}
