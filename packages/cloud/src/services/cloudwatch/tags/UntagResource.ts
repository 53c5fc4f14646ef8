import type { UntagResourceInput, UntagResourceOutput } from '@aws-sdk/client-cloudwatch'
import { operation } from '../../../engine/operation.ts'
import { findTaggable } from './taggable.ts'

/** Takes tags off an alarm or a dashboard. */
export const UntagResource = operation<UntagResourceInput, UntagResourceOutput>(
  'UntagResource',
  (ctx, { ResourceARN, TagKeys = [] }) => {
    const resource = findTaggable(ctx, ResourceARN)
    resource.put(resource.tags.filter(({ Key }) => !TagKeys.includes(Key)))
    return {}
  },
)
