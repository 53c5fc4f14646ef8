import type {
  DescribeSavingsPlansOfferingsRequest,
  DescribeSavingsPlansOfferingsResponse,
} from '@aws-sdk/client-savingsplans'
import { yearSeconds } from '../../catalogue/commitment-prices.ts'
import { operation } from '../../engine/operation.ts'
import {
  describeOffering,
  planOfferings,
  planProducts,
  toPlanOffering,
  usageTypeOf,
  type PlanOffering,
} from './offering.ts'
import { holds, isIn, page } from './page.ts'

/**
 * The Savings Plans that are offered: Compute, and EC2 Instance of every family in every Region whose price is known.
 * @differs None for SageMaker or databases.
 */
export const DescribeSavingsPlansOfferings = operation<
  DescribeSavingsPlansOfferingsRequest,
  DescribeSavingsPlansOfferingsResponse
>('DescribeSavingsPlansOfferings', (_ctx, input) => {
  const { items, nextToken } = page(
    planOfferings().filter((offering) => isAsked(offering, input)),
    input,
  )
  return { searchResults: items.map(toPlanOffering), nextToken }
})

function isAsked(offering: PlanOffering, input: DescribeSavingsPlansOfferingsRequest): boolean {
  const { kind, years, payment, region, family } = offering
  const products: readonly string[] = planProducts[kind]
  return (
    isIn(input.offeringIds, offering.id) &&
    isIn(input.paymentOptions, payment) &&
    isIn<string>(input.planTypes, kind) &&
    isIn(input.durations, years * yearSeconds) &&
    isIn<string>(input.currencies, 'USD') &&
    isIn(input.descriptions, describeOffering(offering)) &&
    isIn(input.serviceCodes, 'ComputeSavingsPlans') &&
    isIn(input.usageTypes, usageTypeOf(offering)) &&
    isIn(input.operations, '') &&
    (input.productType === undefined || products.includes(input.productType)) &&
    holds(input.filters, (name) =>
      name === 'region' ? region : name === 'instanceFamily' ? family : undefined,
    )
  )
}
