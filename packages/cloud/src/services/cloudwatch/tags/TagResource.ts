import type { TagResourceInput, TagResourceOutput } from '@aws-sdk/client-cloudwatch'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findTaggable } from './taggable.ts'

const mostTags = 50

/**
 * Tags an alarm or a dashboard.
 * @limits 50 tags.
 */
export const TagResource = operation<TagResourceInput, TagResourceOutput>(
  'TagResource',
  (ctx, { ResourceARN, Tags = [] }) => {
    const resource = findTaggable(ctx, ResourceARN)
    const tags = new Map(resource.tags.map(({ Key, Value }) => [Key, Value]))
    for (const { Key = '', Value = '' } of Tags) {
      if (/^aws:/i.test(Key)) {
        throw new AwsError('InvalidParameterValue', 'Tag keys cannot start with aws:')
      }
      tags.set(Key, Value)
    }
    if (tags.size > mostTags) {
      throw new AwsError(
        'InvalidParameterValue',
        `The number of tags exceeds the limit of ${mostTags}.`,
      )
    }
    resource.put([...tags].map(([Key, Value]) => ({ Key, Value })))
    return {}
  },
)
