import type {
  DescribeSavingsPlanRatesRequest,
  DescribeSavingsPlanRatesResponse,
} from '@aws-sdk/client-savingsplans'
import { operation } from '../../engine/operation.ts'
import { findPlanOffering } from './offering.ts'
import { isIn, page } from './page.ts'
import { findPlan } from './plan.ts'
import { listRates, ratesOf } from './rates.ts'

/**
 * What an hour costs at the rates of a plan that was bought.
 * @limits At most 20,000 rates: more must be narrowed by filters.
 * @differs Rates of EC2 only; they are shares of the On-Demand price.
 */
export const DescribeSavingsPlanRates = operation<
  DescribeSavingsPlanRatesRequest,
  DescribeSavingsPlanRatesResponse
>('DescribeSavingsPlanRates', (ctx, input) => {
  const plan = findPlan(ctx, input.savingsPlanId)
  const values = (name: string) => input.filters?.find((each) => each.name === name)?.values
  const all = listRates(ratesOf(findPlanOffering(plan.offeringId), input.filters))
  const found = all.filter(
    (rate) =>
      isIn<string>(values('productType'), rate.productType) &&
      isIn<string>(values('serviceCode'), rate.serviceCode) &&
      isIn(values('usageType'), rate.usageType) &&
      isIn(values('operation'), rate.operation),
  )
  const { items, nextToken } = page(found, input)
  return {
    savingsPlanId: plan.id,
    searchResults: items.map((rate) => ({
      ...rate,
      currency: 'USD' as const,
      properties: rate.properties.flatMap(({ name, value }) =>
        isProperty(name) ? [{ name, value }] : [],
      ),
    })),
    nextToken,
  }
})

const names = ['region', 'instanceType', 'instanceFamily', 'productDescription', 'tenancy'] as const

function isProperty(name: string | undefined): name is (typeof names)[number] {
  return names.some((each) => each === name)
}
