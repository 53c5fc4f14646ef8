import type {
  CreateSavingsPlanRequest,
  CreateSavingsPlanResponse,
} from '@aws-sdk/client-savingsplans'
import { yearSeconds } from '../../catalogue/commitment-prices.ts'
import type { Context } from '../../engine/context.ts'
import { operation } from '../../engine/operation.ts'
import { findPlanOffering, type PlanOffering } from './offering.ts'
import { invalid } from './page.ts'
import { putPlan } from './plan.ts'
import { checkPlanTags } from './tags.ts'

const leastUsd = 0.001
/** https://docs.aws.amazon.com/savingsplans/latest/userguide/return-sp.html: of small plans, within 7 days of the month. */
const returnableDays = 7
const returnableUsd = 100
const queueYears = 3

/**
 * Commits to spend so much an hour for one or three years, at once or from a later time on.
 * @limits At least 0.001 USD an hour.
 * @differs Payment succeeds a minute later, without money.
 */
export const CreateSavingsPlan = operation<CreateSavingsPlanRequest, CreateSavingsPlanResponse>(
  'CreateSavingsPlan',
  (ctx, input) => {
    const offering = findPlanOffering(input.savingsPlanOfferingId)
    const commitment = readCommitment(input.commitment)
    const upfrontUsd = readUpfront(input.upfrontPaymentAmount, offering, commitment)
    const tags = checkPlanTags({}, input.tags ?? {})
    const queuedFor = readPurchaseTime(ctx, input.purchaseTime)
    const start = queuedFor ?? ctx.now
    const { kind, years, payment, region, family } = offering
    const hours = (years * yearSeconds) / 3_600
    const id = ctx.chance.uuid()
    putPlan(ctx, {
      id,
      offeringId: offering.id,
      kind,
      years,
      payment,
      region,
      family,
      commitmentUsdPerHour: commitment,
      upfrontUsd,
      recurringUsdPerHour: Number((commitment - upfrontUsd / hours).toFixed(8)),
      state: queuedFor === undefined ? 'payment-pending' : 'queued',
      start,
      end: start + years * yearSeconds * 1_000,
      ...(commitment <= returnableUsd && { returnableUntil: lastReturn(start) }),
      tags,
    })
    return { savingsPlanId: id }
  },
)

function readCommitment(text: string | undefined): number {
  const commitment = Number(text)
  if (!/^\d+(\.\d{1,8})?$/.test(text ?? '') || commitment < leastUsd) {
    throw invalid(`The commitment ${text} is invalid: it must be at least ${leastUsd} USD an hour.`)
  }
  return commitment
}

/** All of it for All Upfront, from half to less than all for Partial Upfront, nothing for No Upfront. */
function readUpfront(
  text: string | undefined,
  { payment, years }: PlanOffering,
  commitment: number,
): number {
  const total = (commitment * years * yearSeconds) / 3_600
  if (payment === 'All Upfront') return total
  if (payment === 'No Upfront') {
    if (text === undefined || Number(text) === 0) return 0
    throw invalid('An upfront payment amount cannot be specified for No Upfront Savings Plans.')
  }
  const upfront = text === undefined ? total / 2 : Number(text)
  if (upfront >= total / 2 - 0.01 && upfront < total) return upfront
  throw invalid(
    `The upfront payment amount ${text} is invalid: it must be at least half of the total (${total.toFixed(2)} USD) and less than it.`,
  )
}

function readPurchaseTime(ctx: Context, time: Date | undefined): number | undefined {
  if (time === undefined) return undefined
  const latest = new Date(ctx.now)
  latest.setUTCFullYear(latest.getUTCFullYear() + queueYears)
  if (time.getTime() > ctx.now && time.getTime() <= latest.getTime()) return time.getTime()
  throw invalid('The purchase time must be in the future, by no more than three years.')
}

/** Seven days, and in the month of the purchase. */
function lastReturn(start: number): number {
  const from = new Date(start)
  const month = Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 1)
  return Math.min(start + returnableDays * 86_400_000, month)
}
