import type {
  ListTagsForResourceRequest,
  ListTagsForResourceResponse,
} from '@aws-sdk/client-savingsplans'
import { operation } from '../../engine/operation.ts'
import { findPlanByArn } from './plan.ts'

/** The tags of a Savings Plan. */
export const ListTagsForResource = operation<
  ListTagsForResourceRequest,
  ListTagsForResourceResponse
>('ListTagsForResource', (ctx, input) => ({
  tags: { ...findPlanByArn(ctx, input.resourceArn).tags },
}))
