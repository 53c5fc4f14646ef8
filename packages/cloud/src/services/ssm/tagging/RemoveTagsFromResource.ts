import type {
  RemoveTagsFromResourceRequest,
  RemoveTagsFromResourceResult,
} from '@aws-sdk/client-ssm'
import { operation } from '../../../engine/operation.ts'
import { findTaggable } from './tags.ts'

/** Takes tags from a document, parameter or association. */
export const RemoveTagsFromResource = operation<
  RemoveTagsFromResourceRequest,
  RemoveTagsFromResourceResult
>('RemoveTagsFromResource', (ctx, input) => {
  const resource = findTaggable(ctx, input.ResourceType, input.ResourceId)
  resource.put(resource.tags.filter(({ Key }) => !input.TagKeys?.includes(Key)))
  return {}
})
