import type { TagResourceRequest, TagResourceResponse } from '@aws-sdk/client-savingsplans'
import { operation } from '../../engine/operation.ts'
import { findPlanByArn, plans } from './plan.ts'
import { checkPlanTags } from './tags.ts'

/**
 * Puts tags on a Savings Plan.
 * @limits 200 a plan.
 */
export const TagResource = operation<TagResourceRequest, TagResourceResponse>(
  'TagResource',
  (ctx, input) => {
    const plan = findPlanByArn(ctx, input.resourceArn)
    ctx.db.put(plans, { ...plan, tags: checkPlanTags(plan.tags, input.tags ?? {}) })
    return {}
  },
)
