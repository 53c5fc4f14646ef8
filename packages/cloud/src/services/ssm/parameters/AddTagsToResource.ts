import type { AddTagsToResourceRequest, AddTagsToResourceResult } from '@aws-sdk/client-ssm'
import { operation } from '../../../engine/operation.ts'
import { parameters } from './parameter.ts'
import { findTaggable, withTags } from './tags.ts'

export const AddTagsToResource = operation<AddTagsToResourceRequest, AddTagsToResourceResult>(
  'AddTagsToResource',
  (ctx, input) => {
    const parameter = findTaggable(ctx, input.ResourceType, input.ResourceId)
    ctx.db.put(parameters, { ...parameter, tags: withTags(parameter.tags, input.Tags) })
    return {}
  },
)
