import type {
  ListTagsForResourceInput,
  ListTagsForResourceOutput,
} from '@aws-sdk/client-cloudwatch'
import { operation } from '../../../engine/operation.ts'
import { findTaggable } from './taggable.ts'

/** Lists the tags of an alarm or a dashboard. */
export const ListTagsForResource = operation<ListTagsForResourceInput, ListTagsForResourceOutput>(
  'ListTagsForResource',
  (ctx, { ResourceARN }) => ({ Tags: [...findTaggable(ctx, ResourceARN).tags] }),
)
