import { hasSizes, normalizationFactor, parseInstanceType } from '@brume/ec2-model'
import { planRate } from '../catalogue/commitment-prices.ts'
import type { PlanCoverage } from './coverage.ts'
import { micros, type Micros } from './money.ts'
import { pricedPlatform } from './rates.ts'
import type { Stretch } from './stretches.ts'

/** What is asked of a type a million times in a long bill. */
export interface TypeFacts {
  readonly family: string
  readonly factor: number | undefined
  /** Its sizes can take each other's place in a reservation. */
  readonly hasSizes: boolean
}

const known = new Map<string, TypeFacts>()

export function factsOf(type: string): TypeFacts {
  let facts = known.get(type)
  if (!facts) {
    const family = parseInstanceType(type)?.family ?? type
    facts = { family, factor: normalizationFactor(type), hasSizes: hasSizes(type) }
    known.set(type, facts)
  }
  return facts
}

/** The hourly price of a stretch under a plan, each kind of it looked up once. */
export class PlanRates {
  readonly #known = new Map<string, Micros | undefined>()

  of(plan: PlanCoverage, { record, thing }: Stretch): Micros | undefined {
    const { type = '', tenancy, platform = '' } = record
    const key = `${plan.id} ${type} ${thing.region} ${platform} ${tenancy}`
    if (!this.#known.has(key)) {
      const hardware = tenancy === 'dedicated' ? 'dedicated' : 'default'
      const price = planRate(plan, type, thing.region, pricedPlatform(platform), hardware)
      this.#known.set(key, price && micros(price.usdPerHour))
    }
    return this.#known.get(key)
  }
}
