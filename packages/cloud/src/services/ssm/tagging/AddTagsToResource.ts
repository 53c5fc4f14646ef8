import type { AddTagsToResourceRequest, AddTagsToResourceResult } from '@aws-sdk/client-ssm'
import { operation } from '../../../engine/operation.ts'
import { findTaggable, withTags } from './tags.ts'

/** Puts tags on a document, parameter or association. */
export const AddTagsToResource = operation<AddTagsToResourceRequest, AddTagsToResourceResult>(
  'AddTagsToResource',
  (ctx, input) => {
    const resource = findTaggable(ctx, input.ResourceType, input.ResourceId)
    resource.put(withTags(resource.tags, input.Tags))
    return {}
  },
)
