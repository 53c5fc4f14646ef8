import type {
  DescribeSavingsPlansRequest,
  DescribeSavingsPlansResponse,
  SavingsPlan,
} from '@aws-sdk/client-savingsplans'
import { operation } from '../../engine/operation.ts'
import { holds, isIn, page } from './page.ts'
import { plans, toPlan } from './plan.ts'

/** Lists what was bought, also what has run out or was given back. */
export const DescribeSavingsPlans = operation<
  DescribeSavingsPlansRequest,
  DescribeSavingsPlansResponse
>('DescribeSavingsPlans', (ctx, input) => {
  const found = ctx.db
    .all(plans)
    .map((plan) => toPlan(ctx, plan))
    .filter(
      (plan) =>
        isIn(input.savingsPlanIds, plan.savingsPlanId ?? '') &&
        isIn(input.savingsPlanArns, plan.savingsPlanArn ?? '') &&
        isIn<string>(input.states, plan.state ?? '') &&
        holds(input.filters, (name) => valueOf(plan, name)),
    )
  const { items, nextToken } = page(found, input)
  return { savingsPlans: [...items], nextToken }
})

function valueOf(plan: SavingsPlan, name: string): string | undefined {
  const values: Readonly<Record<string, string | undefined>> = {
    region: plan.region,
    'ec2-instance-family': plan.ec2InstanceFamily,
    'instance-family': plan.ec2InstanceFamily,
    commitment: plan.commitment,
    upfront: plan.upfrontPaymentAmount,
    term: String(plan.termDurationInSeconds),
    'savings-plan-type': plan.savingsPlanType,
    'payment-option': plan.paymentOption,
    start: plan.start,
    end: plan.end,
  }
  return values[name]
}
