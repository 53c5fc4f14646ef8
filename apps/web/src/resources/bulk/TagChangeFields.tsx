import FormField from '@cloudscape-design/components/form-field'
import SegmentedControl from '@cloudscape-design/components/segmented-control'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { TagEditor } from '../../components/index.ts'
import { useT, type PlainKey } from '../../i18n/index.ts'
import type { TagChange, TagMode } from './tag-change.ts'

const modes: Record<TagMode, { readonly text: PlainKey; readonly note: PlainKey }> = {
  add: { text: 'bulkEdit.tagsAdd', note: 'bulkEdit.tagsText' },
  remove: { text: 'bulkEdit.tagsRemove', note: 'bulkEdit.removeText' },
  replace: { text: 'bulkEdit.tagsReplace', note: 'bulkEdit.replaceText' },
}
const names = ['add', 'remove', 'replace'] as const

/** Which tags many resources get or lose. */
export function TagChangeFields(props: {
  readonly change: TagChange
  readonly onChange: (change: TagChange) => void
}) {
  const { change, onChange } = props
  const t = useT()
  return (
    <FormField stretch label={t('bulkEdit.tags')} description={t(modes[change.mode].note)}>
      <SpaceBetween size="xs">
        <SegmentedControl
          label={t('bulkEdit.tagMode')}
          selectedId={change.mode}
          options={names.map((id) => ({ id, text: t(modes[id].text) }))}
          onChange={({ detail }) => {
            const mode = names.find((id) => id === detail.selectedId)
            if (mode) onChange({ ...change, mode })
          }}
        />
        <TagEditor
          purpose="change"
          tags={change.tags}
          onChange={(tags) => onChange({ ...change, tags })}
        />
      </SpaceBetween>
    </FormField>
  )
}
