import type { Call } from '../../api/index.ts'
import type { EditedTag } from '../../components/index.ts'
import { diffTags, toEditedTags, type Tag } from '../../lib/tags.ts'

/** Writes what changed of a resource's tags. */
export type WriteTags = (
  call: Call,
  id: string,
  added: { Key: string; Value: string }[],
  removed: { Key: string }[],
) => Promise<unknown>

/** As EC2 has it. */
export const writeEc2Tags: WriteTags = async (call, id, added, removed) => {
  if (added.length > 0) await call('ec2', 'CreateTags', { Resources: [id], Tags: added })
  if (removed.length > 0) await call('ec2', 'DeleteTags', { Resources: [id], Tags: removed })
}

export type TagMode = 'add' | 'remove' | 'replace'

export interface TagChange {
  readonly mode: TagMode
  /** Of a removal only the keys count. */
  readonly tags: readonly EditedTag[]
}

/** One thing that becomes different, and the calls that make it so. */
export interface Change {
  readonly label: string
  readonly before: string
  readonly after: string
  readonly send: (call: Call) => Promise<unknown>
}

/** The tags of a resource after the change. */
function afterChange(before: readonly EditedTag[], { mode, tags }: TagChange): EditedTag[] {
  if (mode === 'replace') return [...tags]
  const keys = new Set(tags.map(({ key }) => key))
  const others = before.filter(({ key }) => !keys.has(key))
  if (mode === 'remove') return others
  // those that exist stay where they are
  const values = new Map(tags.map(({ key, value }) => [key, value]))
  const known = new Set(before.map(({ key }) => key))
  return [
    ...before.map(({ key, value }) => ({ key, value: values.get(key) ?? value })),
    ...tags.filter(({ key }) => !known.has(key)),
  ]
}

const shown = (tags: readonly EditedTag[]) =>
  tags.map(({ key, value }) => (value === '' ? key : `${key}=${value}`)).join(', ') || '–'

/** What the change means for one resource; nothing where its tags are so already. */
export function planTags(
  id: string,
  present: readonly Tag[] | undefined,
  change: TagChange,
  label: string,
  write: WriteTags = writeEc2Tags,
): readonly Change[] {
  const before = toEditedTags(present)
  const { added, removed } = diffTags(before, afterChange(before, change))
  if (added.length + removed.length === 0) return []
  const touched = new Set([...added, ...removed].map(({ Key }) => Key))
  const part = (tags: readonly EditedTag[]) => shown(tags.filter(({ key }) => touched.has(key)))
  return [
    {
      label,
      before: part(before),
      after: part(afterChange(before, change)),
      send: (call) => write(call, id, added, removed),
    },
  ]
}
