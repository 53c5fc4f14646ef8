import type { WriteTags } from '../bulk/tag-change.ts'

/** As Elastic Load Balancing writes tags: by ARN. */
export const writeBalancingTags: WriteTags = async (call, arn, added, removed) => {
  const ResourceArns = [arn]
  if (added.length > 0) {
    await call('elastic-load-balancing-v2', 'AddTags', { ResourceArns, Tags: added })
  }
  if (removed.length > 0) {
    const TagKeys = removed.map(({ Key }) => Key)
    await call('elastic-load-balancing-v2', 'RemoveTags', { ResourceArns, TagKeys })
  }
}
