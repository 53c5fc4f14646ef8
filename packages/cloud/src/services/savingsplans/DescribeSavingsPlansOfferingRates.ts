import type {
  DescribeSavingsPlansOfferingRatesRequest,
  DescribeSavingsPlansOfferingRatesResponse,
  SavingsPlanOfferingRate,
} from '@aws-sdk/client-savingsplans'
import { operation } from '../../engine/operation.ts'
import { planOfferings, toParent, type PlanOffering } from './offering.ts'
import { isIn, page } from './page.ts'
import { listRates, ratesOf } from './rates.ts'

/**
 * What an hour costs at the rates of the plans that are offered.
 * @limits At most 20,000 rates: more must be narrowed by filters.
 * @differs Rates of EC2 only; they are shares of the On-Demand price.
 */
export const DescribeSavingsPlansOfferingRates = operation<
  DescribeSavingsPlansOfferingRatesRequest,
  DescribeSavingsPlansOfferingRatesResponse
>('DescribeSavingsPlansOfferingRates', (_ctx, input) => {
  const { items, nextToken } = page(listRates(rates(input)), input)
  return { searchResults: [...items], nextToken }
})

function* rates(
  input: DescribeSavingsPlansOfferingRatesRequest,
): Generator<SavingsPlanOfferingRate> {
  if (!isIn<string>(input.products, 'EC2') || !isIn<string>(input.serviceCodes, 'AmazonEC2')) return
  for (const offering of planOfferings()) {
    if (!isAsked(offering, input)) continue
    for (const rate of ratesOf(offering, input.filters)) {
      if (!isIn(input.usageTypes, rate.usageType) || !isIn(input.operations, rate.operation))
        continue
      yield {
        ...rate,
        savingsPlanOffering: toParent(offering),
        properties: [...rate.properties],
      }
    }
  }
}

function isAsked(offering: PlanOffering, input: DescribeSavingsPlansOfferingRatesRequest): boolean {
  return (
    isIn(input.savingsPlanOfferingIds, offering.id) &&
    isIn(input.savingsPlanPaymentOptions, offering.payment) &&
    isIn<string>(input.savingsPlanTypes, offering.kind)
  )
}
