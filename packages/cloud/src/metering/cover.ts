import { hasSizes, normalizationFactor, parseInstanceType } from '@brume/ec2-model'
import { planRate } from '../catalogue/commitment-prices.ts'
import type { Charge } from './charge.ts'
import type { PlanCoverage, ReservedCoverage } from './coverage.ts'
import { ChargeRun } from './charge-run.ts'
import { alikeHours, type Hours, type HourlyUse } from './hours.ts'
import { micros } from './money.ts'
import { pricedPlatform } from './rates.ts'
import { planFee, reservedFee } from './fees.ts'
import { plainCharges, type Stretch } from './stretches.ts'

export interface Commitments {
  /** By Region. */
  readonly reserved: ReadonlyMap<string, readonly ReservedCoverage[]>
  readonly plans: readonly PlanCoverage[]
}

/** What is left of a use in each of its hours. */
interface Left {
  readonly use: HourlyUse
  seconds: number
}

/**
 * Applies commitments hour by hour, as AWS does: zonal Reserved Instances, then regional ones from the smallest size up, then
 * EC2 Instance Savings Plans, then Compute Savings Plans, each where it saves most. Of equals the one that has run longest is first.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/apply_ri.html
 * https://docs.aws.amazon.com/savingsplans/latest/userguide/sp-applying.html
 */
export function coverCharges(
  stretches: readonly Stretch[],
  { reserved, plans }: Commitments,
  now: number,
): readonly Charge[] {
  const held = [...reserved].flatMap(([region, all]) => all.map((each) => ({ region, ...each })))
  if (held.length === 0 && plans.length === 0) return stretches.flatMap(plainCharges)
  const marks = [...held, ...plans].flatMap(({ fromMs, untilMs }) => [
    Math.min(fromMs, now),
    Math.min(untilMs, now),
  ])
  const run = new ChargeRun()
  for (const hours of alikeHours(stretches, marks)) {
    const left = hours.uses.map((use): Left => ({ use, seconds: use.seconds }))
    for (const each of inOrder(held)) {
      if (isOver(each, hours)) continue
      coverReserved(
        run,
        hours,
        each,
        left.filter((one) => one.use.stretch.thing.region === each.region),
      )
    }
    for (const plan of plans.toSorted(
      (a, b) => Number(a.kind === 'Compute') - Number(b.kind === 'Compute'),
    )) {
      if (!isOver(plan, hours)) coverByPlan(run, hours, plan, left)
    }
    for (const { use, seconds } of left) run.addOnDemand(use, seconds)
  }
  return [
    ...run.close(),
    ...held.flatMap((each) => reservedFee(each, now)),
    ...plans.flatMap((plan) => planFee(plan, now)),
  ]
}

type Held = ReservedCoverage & { readonly region: string }

/** Zonal before regional. */
function inOrder(held: readonly Held[]): readonly Held[] {
  return held.toSorted((a, b) => Number('region' in a.scope) - Number('region' in b.scope))
}

/** A commitment covers whole hours, from the one in which it begins. */
function isOver(
  { fromMs, untilMs }: Pick<ReservedCoverage, 'fromMs' | 'untilMs'>,
  { from, to }: Hours,
): boolean {
  return to <= fromMs || from >= untilMs
}

function coverReserved(run: ChargeRun, hours: Hours, held: Held, all: readonly Left[]): void {
  const own = normalizationFactor(held.type) ?? 1
  const family = parseInstanceType(held.type)?.family
  const matches = ({ use: { stretch } }: Left): boolean => {
    const { type = '', tenancy, platform = '', zone } = stretch.record
    const isKind = held.sizeFlexible
      ? parseInstanceType(type)?.family === family && hasSizes(type)
      : type === held.type
    const isPlatform =
      held.platform === 'windows' ? platform === 'Windows' : platform === 'Linux/UNIX'
    const isPlace = 'region' in held.scope || held.scope.zone === zone
    return isKind && isPlatform && isPlace && tenancy === held.tenancy
  }
  const factorOf = ({ use }: Left): number =>
    held.sizeFlexible ? (normalizationFactor(use.stretch.record.type ?? '') ?? own) : own
  // Seconds of the reserved type that it has for each hour.
  const owned = held.count * 3600
  let room = owned
  const termHours = (held.endMs - held.fromMs) / 3_600_000
  const effective = held.upfrontUsd / termHours + held.hourlyUsd
  for (const one of all
    .filter(matches)
    .toSorted((a, b) => factorOf(a) - factorOf(b) || older(a, b))) {
    if (room <= 0) break
    const share = factorOf(one) / own
    const seconds = Math.min(one.seconds, room / share)
    if (seconds <= 0) continue
    room -= seconds * share
    one.seconds -= seconds
    run.addCovered(one.use, seconds, 'Reserved', held.id, micros(effective * share))
  }
  run.addUnused(hours, held, room / 3600, micros(effective))
}

function coverByPlan(
  run: ChargeRun,
  hours: Hours,
  plan: PlanCoverage,
  left: readonly Left[],
): void {
  const candidates = left.flatMap((one) => {
    const { record, thing, rate } = one.use.stretch
    const { type = '', tenancy, platform = '' } = record
    if (one.seconds <= 0 || tenancy === 'host' || rate === 0) return []
    if (plan.kind === 'EC2Instance') {
      const isFamily = parseInstanceType(type)?.family === plan.family
      if (!isFamily || thing.region !== plan.region) return []
    }
    const hardware = tenancy === 'dedicated' ? 'dedicated' : 'default'
    const price = planRate(plan, type, thing.region, pricedPlatform(platform), hardware)
    return price
      ? [{ one, planRate: micros(price.usdPerHour), saving: 1 - micros(price.usdPerHour) / rate }]
      : []
  })
  const commitment = micros(plan.commitmentUsdPerHour)
  let room = commitment
  for (const { one, planRate } of candidates.toSorted(
    (a, b) => b.saving - a.saving || a.planRate - b.planRate || older(a.one, b.one),
  )) {
    if (room <= 0) break
    const seconds = Math.min(one.seconds, (room * 3600) / planRate)
    room -= (seconds * planRate) / 3600
    one.seconds -= seconds
    run.addCovered(one.use, seconds, 'Savings Plans', plan.id, planRate)
  }
  run.addUnused(
    hours,
    { ...plan, region: plan.region ?? 'us-east-1' },
    Math.max(0, room) / commitment,
    commitment,
  )
}

function older(a: Left, b: Left): number {
  const [first, second] = [a.use.stretch.record, b.use.stretch.record]
  return first.startedAt - second.startedAt || (first.id < second.id ? -1 : 1)
}
