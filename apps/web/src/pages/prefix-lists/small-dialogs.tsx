import { useT } from '../../i18n/index.ts'
import { FieldsDialog } from '../../resources/FieldsDialog.tsx'
import { idOf, nameOfList, useEntries, type PrefixList } from './prefix-list.ts'

interface DialogProps {
  readonly item: PrefixList
  readonly onClose: () => void
}

/** Name and size. */
export function EditList({ item, onClose }: DialogProps) {
  const t = useT()
  const used = useEntries(item).data?.length ?? 0
  const size = String(item.MaxEntries ?? '')
  return (
    <FieldsDialog
      title={t('prefixLists.editTitle', { name: nameOfList(item) })}
      submitText={t('common.save')}
      savedText={t('common.saved')}
      fields={[
        {
          id: 'name',
          label: t('prefixLists.name'),
          initial: nameOfList(item),
          problem: (value) =>
            value.startsWith('com.amazonaws') ? t('prefixLists.nameProblem') : undefined,
        },
        {
          id: 'size',
          label: t('prefixLists.max'),
          description: t('prefixLists.maxText'),
          initial: size,
          problem: (value) =>
            !/^\d+$/.test(value) || Number(value) < 1 || Number(value) > 1000
              ? t('prefixLists.maxProblem')
              : Number(value) < used
                ? t('prefixLists.tooSmall', { count: used })
                : undefined,
        },
      ]}
      run={(call, values) =>
        call('ec2', 'ModifyManagedPrefixList', {
          PrefixListId: idOf(item),
          PrefixListName: values['name'],
          ...(values['size'] !== size && { MaxEntries: Number(values['size']) }),
        })
      }
      onClose={onClose}
    />
  )
}

/** The entries of an earlier version come back, as a new version. */
export function RestoreVersion(props: DialogProps & { readonly version?: number }) {
  const { item, version, onClose } = props
  const t = useT()
  const current = item.Version ?? 1
  return (
    <FieldsDialog
      title={t('prefixLists.restoreTitle', { name: nameOfList(item) })}
      submitText={t('prefixLists.restore')}
      savedText={t('prefixLists.restored')}
      fields={[
        {
          id: 'version',
          label: t('prefixLists.version'),
          kind: 'choice',
          initial: String(version ?? current - 1),
          options: Array.from({ length: current - 1 }, (_, index) => {
            const value = String(current - 1 - index)
            return { value, label: value }
          }),
        },
      ]}
      note={t('prefixLists.restoreText')}
      run={(call, values) =>
        call('ec2', 'RestoreManagedPrefixListVersion', {
          PrefixListId: idOf(item),
          CurrentVersion: current,
          PreviousVersion: Number(values['version']),
        })
      }
      onClose={onClose}
    />
  )
}
