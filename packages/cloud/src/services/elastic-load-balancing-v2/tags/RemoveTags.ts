import type { RemoveTagsInput } from '@aws-sdk/client-elastic-load-balancing-v2'
import { operation } from '../../../engine/operation.ts'
import { findTaggable } from './taggable.ts'

/** Takes tags by their keys from load balancers, target groups, listeners and rules. */
export const RemoveTags = operation<RemoveTagsInput, object>(
  'RemoveTags',
  (ctx, { ResourceArns = [], TagKeys = [] }) => {
    for (const arn of ResourceArns) {
      const found = findTaggable(ctx, arn)
      found.setTags(found.tags.filter(({ Key }) => !TagKeys.includes(Key)))
    }
    return {}
  },
)
