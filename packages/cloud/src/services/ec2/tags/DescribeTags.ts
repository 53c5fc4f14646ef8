import type {
  DescribeTagsCommandInput,
  DescribeTagsCommandOutput,
  Filter,
  TagDescription,
} from '@aws-sdk/client-ec2'
import type { Records } from '../../../engine/collection.ts'
import { operation } from '../../../engine/operation.ts'
import { compileFilters, type FilterFields } from '../filters.ts'
import { paginate } from '../paging.ts'
import { exactValues } from '../narrow.ts'
import { taggables, type Taggable } from './taggable.ts'

const known: FilterFields<TagDescription> = {
  fields: {
    key: (tag) => tag.Key,
    'resource-id': (tag) => tag.ResourceId,
    'resource-type': (tag) => tag.ResourceType,
    value: (tag) => tag.Value,
  },
  tags: (tag) => [{ Key: tag.Key ?? '', Value: tag.Value ?? '' }],
}

/** Lists the tags of all resources. */
export const DescribeTags = operation<
  DescribeTagsCommandInput,
  Omit<DescribeTagsCommandOutput, '$metadata'>
>('DescribeTags', (ctx, input) => {
  const found = findResources(ctx.db, input.Filters ?? []).flatMap(({ type, records }) =>
    records.flatMap((record) =>
      record.tags.map(({ Key, Value }): TagDescription => ({
        Key,
        Value,
        ResourceId: record.id,
        ResourceType: type,
      })),
    ),
  )
  const page = paginate(ctx, 'DescribeTags', found, input, {
    keyOf: (tag) => `${tag.ResourceId}/${tag.Key}`,
    matches: compileFilters('DescribeTags', input.Filters, known),
  })
  return { Tags: [...page.items], NextToken: page.nextToken }
})

interface Resources {
  readonly type: Taggable['type']
  readonly records: ReturnType<Taggable['all']>
}

/** By kind, at least the resources whose tags match: those that are named, or have a tag, where a filter says so. */
function findResources(db: Records, filters: readonly Filter[]): readonly Resources[] {
  const exact = (name: string): readonly string[] | undefined => {
    const filter = filters.find(({ Name }) => Name === name)
    return filter && exactValues(filter.Values ?? [])
  }
  const [ids, types] = [exact('resource-id'), exact('resource-type')]
  const byTag = filters.flatMap(({ Name = '', Values = [] }) => {
    const values = Name.startsWith('tag:') ? exactValues(Values) : undefined
    return values ? [{ Key: Name.slice('tag:'.length), values }] : []
  })[0]
  return taggables
    .filter(({ type }) => types?.includes(type) ?? true)
    .map((kind): Resources => {
      if (ids) return { type: kind.type, records: kind.pick(db, ids) }
      if (!byTag) return { type: kind.type, records: kind.all(db) }
      const { Key, values } = byTag
      const records = values.flatMap((Value) => kind.withTag(db, { Key, Value }))
      return { type: kind.type, records: [...new Set(records)] }
    })
}
