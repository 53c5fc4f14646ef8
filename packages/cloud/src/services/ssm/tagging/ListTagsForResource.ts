import type { ListTagsForResourceRequest, ListTagsForResourceResult } from '@aws-sdk/client-ssm'
import { operation } from '../../../engine/operation.ts'
import { findTaggable } from './tags.ts'

/** The tags of a document, parameter or association. */
export const ListTagsForResource = operation<ListTagsForResourceRequest, ListTagsForResourceResult>(
  'ListTagsForResource',
  (ctx, input) => {
    const resource = findTaggable(ctx, input.ResourceType, input.ResourceId)
    return { TagList: [...resource.tags] }
  },
)
