import type {
  DescribeTagsInput,
  DescribeTagsOutput,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { operation } from '../../../engine/operation.ts'
import { validationError } from '../errors.ts'
import { findTaggable } from './taggable.ts'

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeTags.html */
const mostAtOnce = 20

/** Tells the tags of up to 20 resources at once. */
export const DescribeTags = operation<DescribeTagsInput, DescribeTagsOutput>(
  'DescribeTags',
  (ctx, { ResourceArns = [] }) => {
    if (ResourceArns.length > mostAtOnce) {
      throw validationError(
        `The maximum number of resource ARNs that can be specified is '${mostAtOnce}'`,
      )
    }
    return {
      TagDescriptions: ResourceArns.map((ResourceArn) => ({
        ResourceArn,
        Tags: [...findTaggable(ctx, ResourceArn).tags],
      })),
    }
  },
)
