import type { AddTagsInput } from '@aws-sdk/client-elastic-load-balancing-v2'
import { operation } from '../../../engine/operation.ts'
import { findTaggable } from './taggable.ts'
import { withTags } from './tags.ts'

/**
 * Puts tags on load balancers, target groups, listeners and rules.
 * @limits 50 tags on each.
 */
export const AddTags = operation<AddTagsInput, object>(
  'AddTags',
  (ctx, { ResourceArns = [], Tags }) => {
    for (const arn of ResourceArns) {
      const found = findTaggable(ctx, arn)
      found.setTags(withTags(found.tags, Tags))
    }
    return {}
  },
)
