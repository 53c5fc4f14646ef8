import { committedPrice, planRate } from '../../catalogue/commitment-prices.ts'
import { spotPriceAt } from '../../catalogue/spot-prices.ts'
import type { Engine } from '../../engine/engine.ts'
import { costBetween, usedUntil, type Charge } from '../../metering/charge.ts'
import { forecastOf, perHour, runningCharges, sumPerHour } from '../../metering/forecast.ts'
import { chargesOf } from '../../metering/ledger.ts'
import { micros, type Micros } from '../../metering/money.ts'
import { dayMs, monthStart } from '../../metering/months.ts'
import { pricedPlatform } from '../../metering/rates.ts'
import type { Period } from '../../metering/report.ts'
import { billingSettings, booksIn } from './books.ts'

/** What an account costs, for its console. Money in millionths of a dollar, times in ms since the epoch. */
export interface AccountCosts {
  readonly now: number
  /** The month that runs, from its first. */
  readonly month: { readonly from: number; readonly to: number }
  /** Of the month so far, and of the whole month if everything goes on as it runs now. */
  readonly spent: Micros
  readonly forecast: Micros
  /** As everything runs now. */
  readonly perHour: Micros
  /** False where a rule stands for AWS's list in some of it. */
  readonly exact: boolean
  readonly resources: readonly ResourceCost[]
  /** Every day of the month so far, by service. */
  readonly days: readonly DayCost[]
  /** The month's bill, line by line. */
  readonly lines: readonly BillLine[]
  /** What the instances that run now would cost in an hour, bought in other ways. */
  readonly models: Readonly<Record<PurchaseModel, Micros>>
  readonly freeTier: boolean
}

export type PurchaseModel = 'onDemand' | 'spot' | 'reserved' | 'savings'

export interface ResourceCost {
  readonly resource: string
  readonly region: string
  /** Of the month so far. */
  readonly spent: Micros
  readonly perHour: Micros
  readonly exact: boolean
  readonly tags: readonly { readonly Key: string; readonly Value: string }[]
}

export interface DayCost {
  readonly from: number
  readonly services: Readonly<Record<string, Micros>>
}

export interface BillLine {
  readonly service: string
  readonly region: string
  readonly usageType: string
  readonly option: Charge['option']
  readonly rule: Charge['rule']
  readonly unit: string
  readonly usage: number
  /** Of a unit; several prices have none in common. */
  readonly rate?: Micros
  readonly spent: Micros
  readonly exact: boolean
}

/** What an account costs, now and so far this month. */
export function costsOf(engine: Engine, account: string): AccountCosts {
  // Account-wide records show through in every Region.
  return engine.transact(
    { account, region: 'us-east-1' },
    (ctx) => {
      const { now } = ctx
      const charges = chargesOf(booksIn(ctx))
      const month = { from: monthStart(now), to: monthStart(now, 1) }
      const current = charges.filter(({ from, to }) => to > month.from && from < month.to)
      const running = runningCharges(current, now)
      return {
        now,
        month,
        spent: sumOf(current, month),
        forecast: Math.round(forecastOf(current, 'rate', month, now)),
        perHour: Math.round(sumPerHour(running, 'rate')),
        exact: current.every(({ exact }) => exact),
        resources: resourcesOf(current, running, month),
        days: daysOf(current, month, now),
        lines: linesOf(current, month),
        models: modelsOf(running, now),
        freeTier: ctx.db.get(billingSettings, 'settings')?.freeTier ?? false,
      }
    },
    { discard: true },
  )
}

/** Whether the account has the free tier of accounts of before 15 July 2025; its whole bill follows. */
export function setFreeTier(engine: Engine, account: string, freeTier: boolean): void {
  engine.transact({ account, region: 'us-east-1' }, (ctx) =>
    ctx.db.put(billingSettings, { id: 'settings', freeTier }),
  )
}

const sumOf = (charges: readonly Charge[], { from, to }: Period): Micros =>
  charges.reduce((sum, charge) => sum + costBetween(charge, 'rate', from, to), 0)

function resourcesOf(
  charges: readonly Charge[],
  running: readonly Charge[],
  month: Period,
): readonly ResourceCost[] {
  const live = Map.groupBy(running, ({ region, resource }) => `${region} ${resource}`)
  return [...Map.groupBy(charges, ({ region, resource }) => `${region} ${resource}`)]
    .flatMap(([key, own]) => {
      const last = own.at(-1)
      if (!last) return []
      return {
        resource: last.resource,
        region: last.region,
        spent: sumOf(own, month),
        perHour: Math.round(sumPerHour(live.get(key) ?? [], 'rate')),
        exact: own.every(({ exact }) => exact),
        tags: last.tags,
      }
    })
    .toSorted((a, b) => b.spent - a.spent)
}

function daysOf(charges: readonly Charge[], { from, to }: Period, now: number): readonly DayCost[] {
  const days: DayCost[] = []
  const services = Map.groupBy(charges, ({ service }) => service)
  for (let day = from; day < to && day <= now; day += dayMs) {
    const span = { from: day, to: day + dayMs }
    days.push({
      from: day,
      services: Object.fromEntries(
        [...services].map(([service, own]) => [service, sumOf(own, span)]),
      ),
    })
  }
  return days
}

function linesOf(charges: readonly Charge[], month: Period): readonly BillLine[] {
  const keyOf = ({ service, region, usageType, option, rule, upfront }: Charge): string =>
    [service, region, usageType, option, rule, upfront === undefined].join('\n')
  return [...Map.groupBy(charges, keyOf).values()]
    .flatMap((own): BillLine[] => {
      const [first] = own
      if (!first) return []
      const { service, region, usageType, option, rule, unit } = first
      const oneRate = own.every(({ rate }) => rate === first.rate)
      return [
        {
          service,
          region,
          usageType,
          option,
          rule,
          unit,
          usage: own.reduce(
            (sum, one) => sum + usedUntil(one, month.to) - usedUntil(one, month.from),
            0,
          ),
          ...(oneRate && { rate: first.rate }),
          spent: sumOf(own, month),
          exact: own.every(({ exact }) => exact),
        },
      ]
    })
    .toSorted((a, b) =>
      a.service < b.service ? -1 : a.service > b.service ? 1 : b.spent - a.spent,
    )
}

/** One year without anything upfront, of Reserved Instances and of a Compute Savings Plan, for exactly what runs. */
const term = { years: 1, payment: 'No Upfront' } as const

function modelsOf(running: readonly Charge[], now: number): AccountCosts['models'] {
  const sum = { onDemand: 0, spot: 0, reserved: 0, savings: 0 }
  for (const charge of running) {
    const { rule, instanceType: type, region, zone = '', quantity } = charge
    if (rule !== 'instance' || type === undefined || charge.tenancy === 'Host') continue
    const onDemand = perHour(charge, 'publicRate')
    const platform = pricedPlatform(charge.platform)
    const tenancy = charge.tenancy === 'Dedicated' ? 'dedicated' : 'default'
    const priced = (usdPerHour: number | undefined): number =>
      usdPerHour === undefined ? onDemand : micros(usdPerHour) * quantity
    sum.onDemand += onDemand
    sum.spot += priced(spotPriceAt({ type, zone, platform }, now)?.usdPerHour)
    const reserved = committedPrice(type, region, platform, tenancy, { kind: 'standard', ...term })
    sum.reserved += priced(reserved?.usdPerHour)
    const savings = planRate({ kind: 'Compute', ...term }, type, region, platform, tenancy)
    sum.savings += priced(savings?.usdPerHour)
  }
  return {
    onDemand: Math.round(sum.onDemand),
    spot: Math.round(sum.spot),
    reserved: Math.round(sum.reserved),
    savings: Math.round(sum.savings),
  }
}
