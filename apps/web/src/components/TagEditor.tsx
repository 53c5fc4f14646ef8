import AttributeEditor from '@cloudscape-design/components/attribute-editor'
import Box from '@cloudscape-design/components/box'
import Input from '@cloudscape-design/components/input'
import { findTagProblem, tagLimits } from '@brume/ec2-model'
import { useT, type PlainKey } from '../i18n/index.ts'

export interface EditedTag {
  readonly key: string
  readonly value: string
}

const problems = {
  keyEmpty: 'tags.problem.keyEmpty',
  keyTooLong: 'tags.problem.keyTooLong',
  valueTooLong: 'tags.problem.valueTooLong',
  keyReserved: 'tags.problem.keyReserved',
} as const satisfies Record<NonNullable<ReturnType<typeof findTagProblem>>, PlainKey>

function problemOf(tags: readonly EditedTag[], index: number): PlainKey | undefined {
  const tag = tags[index]
  if (!tag) return undefined
  const problem = findTagProblem(tag.key, tag.value)
  if (problem) return problems[problem]
  const first = tags.findIndex((other) => other.key === tag.key)
  return first === index ? undefined : 'tags.problem.duplicate'
}

/** Whether every tag may be sent as it is. */
export function areTagsValid(tags: readonly EditedTag[]): boolean {
  return tags.every((_tag, index) => problemOf(tags, index) === undefined)
}

/** Tags as rows of key and value, with AWS's limits explained beside the field. */
export function TagEditor(props: {
  readonly tags: readonly EditedTag[]
  readonly onChange: (tags: readonly EditedTag[]) => void
  /** As many as a resource may have, unless told. */
  readonly most?: number
  /** Of what does not exist yet, or of several: under a heading of its own, unless one stands above it. */
  readonly purpose?: 'create' | 'change'
}) {
  const { tags, onChange, most = tagLimits.perResource, purpose } = props
  const t = useT()
  const set = (index: number, change: Partial<EditedTag>) =>
    onChange(tags.map((tag, at) => (at === index ? { ...tag, ...change } : tag)))
  const editor = (
    <AttributeEditor
      items={[...tags]}
      addButtonText={t('tags.add')}
      removeButtonText={t('tags.remove')}
      removeButtonAriaLabel={(tag) => `${t('tags.remove')} ${tag.key}`}
      disableAddButton={tags.length >= most}
      empty={t(purpose === undefined ? 'tags.empty' : 'tags.none')}
      additionalInfo={t('tags.limit', { count: most - tags.length })}
      onAddButtonClick={() => onChange([...tags, { key: '', value: '' }])}
      onRemoveButtonClick={({ detail }) =>
        onChange(tags.filter((_tag, at) => at !== detail.itemIndex))
      }
      definition={[
        {
          label: t('tags.key'),
          control: (tag, index) => (
            <Input
              value={tag.key}
              ariaLabel={t('tags.key')}
              onChange={({ detail }) => set(index, { key: detail.value })}
            />
          ),
          errorText: (_tag, index) => {
            const problem = problemOf(tags, index)
            return problem && tags[index]?.key !== '' ? t(problem) : undefined
          },
        },
        {
          label: t('tags.value'),
          control: (tag, index) => (
            <Input
              value={tag.value}
              ariaLabel={t('tags.value')}
              onChange={({ detail }) => set(index, { value: detail.value })}
            />
          ),
        },
      ]}
    />
  )
  if (purpose !== 'create') return editor
  return (
    <div>
      <Box variant="awsui-key-label">{t('tags.optional')}</Box>
      {editor}
    </div>
  )
}
