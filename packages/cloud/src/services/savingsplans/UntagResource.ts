import type { UntagResourceRequest, UntagResourceResponse } from '@aws-sdk/client-savingsplans'
import { operation } from '../../engine/operation.ts'
import { findPlanByArn, plans } from './plan.ts'

/** Takes tags off a Savings Plan. */
export const UntagResource = operation<UntagResourceRequest, UntagResourceResponse>(
  'UntagResource',
  (ctx, input) => {
    const plan = findPlanByArn(ctx, input.resourceArn)
    const gone = new Set(input.tagKeys)
    const kept = Object.entries(plan.tags).filter(([key]) => !gone.has(key))
    ctx.db.put(plans, { ...plan, tags: Object.fromEntries(kept) })
    return {}
  },
)
