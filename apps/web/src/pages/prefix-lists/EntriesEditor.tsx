import AttributeEditor from '@cloudscape-design/components/attribute-editor'
import Input from '@cloudscape-design/components/input'
import { useT } from '../../i18n/index.ts'
import { isBlockOf, type Entry } from './prefix-list.ts'

type Problem = 'prefixLists.cidrProblem4' | 'prefixLists.cidrProblem6' | 'prefixLists.twice'

function problemOf(
  entries: readonly Entry[],
  index: number,
  family: string | undefined,
): Problem | undefined {
  const cidr = entries[index]?.cidr.trim() ?? ''
  if (!isBlockOf(family, cidr)) {
    return family === 'IPv6' ? 'prefixLists.cidrProblem6' : 'prefixLists.cidrProblem4'
  }
  const first = entries.findIndex((entry) => entry.cidr.trim() === cidr)
  return first < index ? 'prefixLists.twice' : undefined
}

/** Whether every entry may be sent. */
export function areEntriesValid(entries: readonly Entry[], family: string | undefined): boolean {
  return entries.every((_entry, index) => problemOf(entries, index, family) === undefined)
}

/** Blocks with what each stands for. */
export function EntriesEditor(props: {
  readonly entries: readonly Entry[]
  readonly family: string | undefined
  readonly most: number
  readonly onChange: (entries: readonly Entry[]) => void
}) {
  const { entries, family, most, onChange } = props
  const t = useT()
  const set = (index: number, change: Partial<Entry>) =>
    onChange(entries.map((entry, at) => (at === index ? { ...entry, ...change } : entry)))
  return (
    <AttributeEditor
      items={[...entries]}
      addButtonText={t('prefixLists.addEntry')}
      removeButtonText={t('common.remove')}
      removeButtonAriaLabel={({ cidr }) => `${t('common.remove')} ${cidr}`}
      disableAddButton={entries.length >= most}
      empty={t('prefixLists.noEntries')}
      additionalInfo={t('prefixLists.room', { count: Math.max(0, most - entries.length) })}
      onAddButtonClick={() => onChange([...entries, { cidr: '', description: '' }])}
      onRemoveButtonClick={({ detail }) =>
        onChange(entries.filter((_entry, at) => at !== detail.itemIndex))
      }
      definition={[
        {
          label: t('prefixLists.cidr'),
          control: (entry, index) => (
            <Input
              value={entry.cidr}
              placeholder={family === 'IPv6' ? '2001:db8::/32' : '203.0.113.0/24'}
              ariaLabel={t('prefixLists.cidr')}
              onChange={({ detail }) => set(index, { cidr: detail.value })}
            />
          ),
          errorText: ({ cidr }, index) => {
            const problem = cidr === '' ? undefined : problemOf(entries, index, family)
            return problem && t(problem)
          },
        },
        {
          label: t('groups.descriptionColumn'),
          control: (entry, index) => (
            <Input
              value={entry.description}
              ariaLabel={t('groups.descriptionColumn')}
              onChange={({ detail }) => set(index, { description: detail.value })}
            />
          ),
        },
      ]}
    />
  )
}
