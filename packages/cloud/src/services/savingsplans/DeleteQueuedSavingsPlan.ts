import type {
  DeleteQueuedSavingsPlanRequest,
  DeleteQueuedSavingsPlanResponse,
} from '@aws-sdk/client-savingsplans'
import { operation } from '../../engine/operation.ts'
import { invalid } from './page.ts'
import { findPlan, putPlan } from './plan.ts'

/** Takes back a purchase that waits for its time. */
export const DeleteQueuedSavingsPlan = operation<
  DeleteQueuedSavingsPlanRequest,
  DeleteQueuedSavingsPlanResponse
>('DeleteQueuedSavingsPlan', (ctx, input) => {
  const plan = findPlan(ctx, input.savingsPlanId)
  if (plan.state !== 'queued') {
    throw invalid(`Savings Plan ${plan.id} is not queued: it is ${plan.state}.`)
  }
  putPlan(ctx, { ...plan, state: 'queued-deleted' })
  return {}
})
