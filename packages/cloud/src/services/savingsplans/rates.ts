import type { SavingsPlanOfferingRateProperty } from '@aws-sdk/client-savingsplans'
import { parseInstanceType } from '@brume/ec2-model'
import { planRate } from '../../catalogue/commitment-prices.ts'
import { instanceTypesIn } from '../../catalogue/instance-types.ts'
import { regions } from '../../catalogue/regions.ts'
import { invalid, type NamedValues } from './page.ts'
import { usd } from './plan.ts'
import type { PlanOffering } from './offering.ts'

/** What an hour of a type costs at a plan's rate. */
export interface PlanRate {
  readonly rate: string
  readonly unit: 'Hrs'
  readonly productType: 'EC2'
  readonly serviceCode: 'AmazonEC2'
  readonly usageType: string
  readonly operation: string
  readonly properties: readonly Required<SavingsPlanOfferingRateProperty>[]
}

const products = {
  linux: { name: 'Linux/UNIX', operation: 'RunInstances' },
  windows: { name: 'Windows', operation: 'RunInstances:0002' },
} as const
const tenancies = { default: 'shared', dedicated: 'dedicated' } as const
const usages = { default: 'BoxUsage', dedicated: 'DedicatedUsage' } as const

/** The rates of a plan that its filters leave; only what they name is worked out. */
export function* ratesOf(
  plan: Pick<PlanOffering, 'kind' | 'years' | 'payment' | 'region' | 'family'>,
  filters: readonly NamedValues[] | undefined,
): Generator<PlanRate> {
  const asked = (name: string, value: string) =>
    (filters ?? []).every((each) => each.name !== name || each.values?.includes(value) === true)
  for (const { name: region } of regions) {
    if ((plan.region !== undefined && plan.region !== region) || !asked('region', region)) continue
    for (const type of instanceTypesIn(region)) {
      const family = parseInstanceType(type)?.family ?? type
      if (plan.family !== undefined && plan.family !== family) continue
      if (!asked('instanceType', type) || !asked('instanceFamily', family)) continue
      for (const platform of ['linux', 'windows'] as const) {
        if (!asked('productDescription', products[platform].name)) continue
        for (const tenancy of ['default', 'dedicated'] as const) {
          if (!asked('tenancy', tenancies[tenancy])) continue
          const price = planRate(plan, type, region, platform, tenancy)
          if (!price) continue
          yield {
            rate: usd(price.usdPerHour),
            unit: 'Hrs',
            productType: 'EC2',
            serviceCode: 'AmazonEC2',
            usageType: `${region}-${usages[tenancy]}:${type}`,
            operation: products[platform].operation,
            properties: [
              { name: 'region', value: region },
              { name: 'instanceType', value: type },
              { name: 'instanceFamily', value: family },
              { name: 'productDescription', value: products[platform].name },
              { name: 'tenancy', value: tenancies[tenancy] },
            ],
          }
        }
      }
    }
  }
}

/** Every plan has rates of every type of every Region: as many as this are looked at for one answer. */
const most = 20_000

/** The rates of several plans, as a list; refuses to make one that nobody can read. */
export function listRates<T>(rates: Iterable<T>): readonly T[] {
  const list: T[] = []
  for (const rate of rates) {
    if (list.length === most) {
      throw invalid('Too many rates match: narrow the request by region, instanceType or offering.')
    }
    list.push(rate)
  }
  return list
}
