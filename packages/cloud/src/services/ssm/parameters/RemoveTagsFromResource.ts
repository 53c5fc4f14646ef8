import type {
  RemoveTagsFromResourceRequest,
  RemoveTagsFromResourceResult,
} from '@aws-sdk/client-ssm'
import { operation } from '../../../engine/operation.ts'
import { parameters } from './parameter.ts'
import { findTaggable } from './tags.ts'

export const RemoveTagsFromResource = operation<
  RemoveTagsFromResourceRequest,
  RemoveTagsFromResourceResult
>('RemoveTagsFromResource', (ctx, input) => {
  const parameter = findTaggable(ctx, input.ResourceType, input.ResourceId)
  const tags = parameter.tags.filter(({ Key }) => !input.TagKeys?.includes(Key))
  ctx.db.put(parameters, { ...parameter, tags })
  return {}
})
