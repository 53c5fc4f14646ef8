import Button from '@cloudscape-design/components/button'
import Header from '@cloudscape-design/components/header'
import Table from '@cloudscape-design/components/table'
import { useState } from 'react'
import { useConnection } from '../api/index.ts'
import {
  areTagsValid,
  ConfirmDialog,
  EmptyState,
  TagEditor,
  type EditedTag,
} from '../components/index.ts'
import { useT } from '../i18n/index.ts'
import { diffTags, toEditedTags, type Tag } from '../lib/tags.ts'
import { writeEc2Tags, type WriteTags } from './bulk/tag-change.ts'
import { useSave } from './use-save.tsx'

/** The tags of one resource, with a button that edits them. */
export function ResourceTags(props: {
  readonly id: string
  readonly tags: readonly Tag[] | undefined
  /** As EC2 writes them, unless told. */
  readonly write?: WriteTags | undefined
}) {
  const { id, tags, write } = props
  const t = useT()
  const { readOnly } = useConnection()
  const [editing, setEditing] = useState(false)
  return (
    <>
      <Table
        variant="embedded"
        items={tags ?? []}
        trackBy="Key"
        ariaLabels={{ tableLabel: t('tab.tags') }}
        empty={<EmptyState title={t('tags.empty')} />}
        header={
          <Header
            variant="h3"
            actions={
              <Button
                disabled={readOnly}
                disabledReason={t('reason.readOnly')}
                onClick={() => setEditing(true)}
              >
                {t('action.manageTags')}
              </Button>
            }
          >
            {t('tab.tags')}
          </Header>
        }
        columnDefinitions={[
          { id: 'key', header: t('tags.key'), cell: ({ Key }) => Key, isRowHeader: true },
          { id: 'value', header: t('tags.valueHeader'), cell: ({ Value }) => Value || '-' },
        ]}
      />
      {editing ? (
        <TagsDialog id={id} tags={tags} write={write} onClose={() => setEditing(false)} />
      ) : null}
    </>
  )
}

export function TagsDialog(props: {
  readonly id: string
  readonly tags: readonly Tag[] | undefined
  readonly write?: WriteTags | undefined
  readonly onClose: () => void
}) {
  const { id, write = writeEc2Tags, onClose } = props
  const t = useT()
  const [before] = useState(() => toEditedTags(props.tags))
  const [tags, setTags] = useState<readonly EditedTag[]>(before)
  const save = useSave(onClose, t('dialog.tagsSaved'))
  return (
    <ConfirmDialog
      size="large"
      title={t('tags.manage', { id })}
      submitText={t('common.save')}
      disabled={!areTagsValid(tags)}
      onClose={onClose}
      {...save.dialog(async (call) => {
        const { added, removed } = diffTags(before, tags)
        if (added.length + removed.length > 0) await write(call, id, added, removed)
      })}
    >
      <TagEditor tags={tags} onChange={setTags} />
    </ConfirmDialog>
  )
}
