import type {
  DescribeTagsCommandInput,
  DescribeTagsCommandOutput,
  TagDescription,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { compileFilters, type FilterFields } from '../filters.ts'
import { paginate } from '../paging.ts'
import { taggables } from './taggable.ts'

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
  const found = taggables
    .flatMap((kind) =>
      kind.all(ctx.db).flatMap((record) =>
        record.tags.map(({ Key, Value }): TagDescription => ({
          Key,
          Value,
          ResourceId: record.id,
          ResourceType: kind.type,
        })),
      ),
    )
    .filter(compileFilters('DescribeTags', input.Filters, known))
  const page = paginate(ctx, 'DescribeTags', found, input, {
    keyOf: (tag) => `${tag.ResourceId}/${tag.Key}`,
  })
  return { Tags: [...page.items], NextToken: page.nextToken }
})
