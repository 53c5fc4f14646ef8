import type {
  ReturnSavingsPlanRequest,
  ReturnSavingsPlanResponse,
} from '@aws-sdk/client-savingsplans'
import { operation } from '../../engine/operation.ts'
import { invalid } from './page.ts'
import { findPlan, putPlan } from './plan.ts'

/**
 * Gives a plan back, which is refunded as if it had never been.
 * @limits Plans of at most 100 USD an hour, within seven days of the purchase and in its month.
 */
export const ReturnSavingsPlan = operation<ReturnSavingsPlanRequest, ReturnSavingsPlanResponse>(
  'ReturnSavingsPlan',
  (ctx, input) => {
    const plan = findPlan(ctx, input.savingsPlanId)
    if (plan.state !== 'active') {
      throw invalid(`Savings Plan ${plan.id} cannot be returned: it is ${plan.state}.`)
    }
    if (plan.returnableUntil === undefined || ctx.now >= plan.returnableUntil) {
      throw invalid(
        `Savings Plan ${plan.id} cannot be returned: only plans with an hourly commitment of 100 USD or less can be, within 7 days of the purchase and in the same calendar month.`,
      )
    }
    putPlan(ctx, { ...plan, state: 'pending-return', returnedAt: ctx.now })
    return { savingsPlanId: plan.id }
  },
)
