import { useState } from 'react'
import { ConfirmDialog } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { useSave } from '../../resources/use-save.tsx'
import { areEntriesValid, EntriesEditor } from './EntriesEditor.tsx'
import { idOf, nameOfList, useEntries, type Entry, type PrefixList } from './prefix-list.ts'

/** AWS takes no more than this many changes in one call. */
const batch = 100

export function EditEntries(props: { readonly item: PrefixList; readonly onClose: () => void }) {
  const { data } = useEntries(props.item)
  return data === undefined ? null : <Editor {...props} before={data} />
}

function Editor(props: {
  readonly item: PrefixList
  readonly before: readonly Entry[]
  readonly onClose: () => void
}) {
  const { item, before, onClose } = props
  const t = useT()
  const [version] = useState(item.Version)
  const [entries, setEntries] = useState(before)
  const save = useSave(onClose, t('prefixLists.entriesSaved', { name: nameOfList(item) }))
  const family = item.AddressFamily
  const after = entries.map((entry) => ({ ...entry, cidr: entry.cidr.trim() }))
  const changed = after.filter(
    ({ cidr, description }) =>
      !before.some((old) => old.cidr === cidr && old.description === description),
  )
  const removed = before.filter((old) => !after.some(({ cidr }) => cidr === old.cidr))
  return (
    <ConfirmDialog
      size="large"
      title={t('prefixLists.editEntriesTitle', { name: nameOfList(item) })}
      submitText={t('common.save')}
      disabled={changed.length + removed.length === 0 || !areEntriesValid(after, family)}
      onClose={onClose}
      {...save.dialog(async (call) => {
        // What somebody else changed meanwhile is not written over: the version must be the one that was read.
        let current = version
        const send = async (
          AddEntries: readonly Entry[],
          RemoveEntries: readonly Entry[],
        ): Promise<void> => {
          const { PrefixList } = await call('ec2', 'ModifyManagedPrefixList', {
            PrefixListId: idOf(item),
            CurrentVersion: current,
            ...(AddEntries.length > 0 && {
              AddEntries: AddEntries.map(({ cidr, description }) => ({
                Cidr: cidr,
                Description: description,
              })),
            }),
            ...(RemoveEntries.length > 0 && {
              RemoveEntries: RemoveEntries.map(({ cidr }) => ({ Cidr: cidr })),
            }),
          })
          current = PrefixList?.Version
        }
        for (let at = 0; at < Math.max(changed.length, removed.length); at += batch) {
          await send(changed.slice(at, at + batch), removed.slice(at, at + batch))
        }
      })}
    >
      <EntriesEditor
        entries={entries}
        family={family}
        most={item.MaxEntries ?? 0}
        onChange={setEntries}
      />
    </ConfirmDialog>
  )
}
