import { useOperation, usePrices, useScope } from '../../api/index.ts'
import type { Model, RateOf, Running } from './compare-models.ts'

const yearSeconds = 31_536_000

/** What an hour costs under each model, asked of whoever sells it: all without upfront payment, so that hours compare. */
export function useRates(running: readonly Running[]): {
  readonly rateOf: RateOf
  readonly isPending: boolean
} {
  const { region } = useScope()
  const types = [...new Set(running.map(({ type }) => type))].slice(0, 20)
  const onDemand = usePrices()?.onDemand
  const wanted = types.length > 0
  const spot = useOperation(
    'ec2',
    'DescribeSpotPriceHistory',
    wanted ? { Filters: [{ Name: 'instance-type', Values: types }] } : undefined,
  )
  const reserved = useOperation(
    'ec2',
    'DescribeReservedInstancesOfferings',
    wanted
      ? {
          OfferingClass: 'standard',
          OfferingType: 'No Upfront',
          IncludeMarketplace: false,
          Filters: [
            { Name: 'instance-type', Values: types },
            { Name: 'scope', Values: ['Region'] },
          ],
        }
      : undefined,
  )
  const plans = useOperation(
    'savingsplans',
    'DescribeSavingsPlansOfferingRates',
    wanted
      ? {
          savingsPlanTypes: ['Compute'],
          savingsPlanPaymentOptions: ['No Upfront'],
          products: ['EC2'],
          filters: [
            { name: 'region', values: [region] },
            { name: 'instanceType', values: types },
            { name: 'tenancy', values: ['shared'] },
          ],
        }
      : undefined,
  )
  const rateOf: RateOf = (model, { type, platform }) => {
    const product = platform === 'windows' ? 'Windows' : 'Linux/UNIX'
    switch (model) {
      case 'onDemand':
        return onDemand?.[type]?.[platform]?.usdPerHour
      case 'spot':
        return average(
          (spot.data?.SpotPriceHistory ?? [])
            .filter((one) => one.InstanceType === type && one.ProductDescription === product)
            .map(({ SpotPrice }) => Number(SpotPrice)),
        )
      case 'reserved1':
      case 'reserved3':
        return reserved.data?.ReservedInstancesOfferings?.find(
          (one) =>
            one.InstanceType === type &&
            one.ProductDescription === product &&
            one.Duration === yearSeconds * yearsOf(model),
        )?.RecurringCharges?.[0]?.Amount
      case 'plan1':
      case 'plan3': {
        const rate = plans.data?.searchResults?.find(
          ({ savingsPlanOffering: offering, properties = [] }) =>
            offering?.durationSeconds === yearSeconds * yearsOf(model) &&
            properties.some(({ name, value }) => name === 'instanceType' && value === type) &&
            properties.some(
              ({ name, value }) => name === 'productDescription' && value === product,
            ),
        )?.rate
        return rate === undefined ? undefined : Number(rate)
      }
    }
  }
  return { rateOf, isPending: wanted && [spot, reserved, plans].some((one) => one.isPending) }
}

const yearsOf = (model: Model) => (model.endsWith('3') ? 3 : 1)

/** Over the zones: a request may land in any. */
function average(values: readonly number[]): number | undefined {
  if (values.length === 0) return undefined
  return values.reduce((sum, each) => sum + each, 0) / values.length
}
