import { useState } from 'react'
import type { Scope } from '../../api/index.ts'
import { areTagsValid } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import type { Tag } from '../../lib/tags.ts'
import { JobDialog } from '../job/JobDialog.tsx'
import { changeRows } from './change-rows.tsx'
import { planTags, type TagChange, type WriteTags } from './tag-change.ts'
import { TagChangeFields } from './TagChangeFields.tsx'

export interface TaggedItem {
  readonly id: string
  readonly name: string
  readonly place: Scope
  readonly tags: readonly Tag[] | undefined
}

/** The tags of many resources of any kind, with what becomes of each. */
export default function BulkTags(props: {
  readonly items: readonly TaggedItem[]
  readonly write?: WriteTags | undefined
  readonly onClose: () => void
}) {
  const { items, write, onClose } = props
  const t = useT()
  const [change, setChange] = useState<TagChange>({ mode: 'add', tags: [] })
  const valid = areTagsValid(change.tags)
  // nothing is replaced by nothing before somebody says so
  const says = change.tags.length > 0
  const planned = items.map((item) => ({
    ...item,
    changes: says && valid ? planTags(item.id, item.tags, change, t('bulkEdit.tags'), write) : [],
  }))
  const rows = changeRows(planned)
  const same = items.length - rows.length
  return (
    <JobDialog
      title={t('bulkEdit.title', { count: items.length })}
      submitText={t('bulkEdit.submit')}
      detailHeader={t('bulkEdit.changes')}
      rows={rows}
      signature={JSON.stringify(change)}
      disabled={!valid}
      note={says && same > 0 ? t('bulkEdit.unchanged', { count: same }) : null}
      onClose={onClose}
    >
      <TagChangeFields change={change} onChange={setChange} />
    </JobDialog>
  )
}
