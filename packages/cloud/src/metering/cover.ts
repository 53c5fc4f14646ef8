import type { Charge } from './charge.ts'
import type { HostCoverage, PlanCoverage, ReservedCoverage } from './coverage.ts'
import { ChargeRun } from './charge-run.ts'
import { alikeHours, type Hours, type HourlyUse } from './hours.ts'
import { micros } from './money.ts'
import { planFee, reservedFee } from './fees.ts'
import { plainCharges, type Stretch } from './stretches.ts'
import { factsOf, PlanRates } from './type-facts.ts'

export interface Commitments {
  /** By Region. */
  readonly reserved: ReadonlyMap<string, readonly ReservedCoverage[]>
  readonly plans: readonly PlanCoverage[]
  /** By Region. */
  readonly hosts: ReadonlyMap<string, readonly HostCoverage[]>
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
  { reserved, plans }: Pick<Commitments, 'reserved' | 'plans'>,
  now: number,
): readonly Charge[] {
  const held = [...reserved].flatMap(([region, all]) => all.map((each) => ({ region, ...each })))
  if (held.length === 0 && plans.length === 0) return stretches.flatMap(plainCharges)
  const marks = [...held, ...plans].flatMap(({ fromMs, untilMs }) => [
    Math.min(fromMs, now),
    Math.min(untilMs, now),
  ])
  const run = new ChargeRun()
  const rates = new PlanRates()
  const zonalFirst = inOrder(held)
  const closestFirst = plans.toSorted(
    (a, b) => Number(a.kind === 'Compute') - Number(b.kind === 'Compute'),
  )
  for (const hours of alikeHours(stretches, marks)) {
    const left = hours.uses.map((use): Left => ({ use, seconds: use.seconds }))
    for (const each of zonalFirst) {
      if (isOver(each, hours)) continue
      coverReserved(
        run,
        hours,
        each,
        left.filter((one) => one.use.stretch.thing.region === each.region),
      )
    }
    for (const plan of closestFirst) {
      if (!isOver(plan, hours)) coverByPlan(run, hours, plan, left, rates)
    }
    for (const { use, seconds } of left) run.addOnDemand(use, seconds)
  }
  return run
    .close()
    .concat(held.flatMap((each) => reservedFee(each, now)))
    .concat(plans.flatMap((plan) => planFee(plan, now)))
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
  const { family, factor: own = 1 } = factsOf(held.type)
  const platform = held.platform === 'windows' ? 'Windows' : 'Linux/UNIX'
  const zone = 'zone' in held.scope ? held.scope.zone : undefined
  const fitting = all.flatMap((left) => {
    const { record } = left.use.stretch
    if (left.seconds <= 0 || record.platform !== platform) return []
    if (record.tenancy !== held.tenancy || (zone !== undefined && record.zone !== zone)) return []
    if (!held.sizeFlexible) return record.type === held.type ? [{ left, factor: own }] : []
    const facts = factsOf(record.type ?? '')
    if (facts.family !== family || !facts.hasSizes) return []
    return [{ left, factor: facts.factor ?? own }]
  })
  // Seconds of the reserved type that it has for each hour.
  let room = held.count * 3600
  const termHours = (held.endMs - held.fromMs) / 3_600_000
  const effective = held.upfrontUsd / termHours + held.hourlyUsd
  for (const { left, factor } of fitting.toSorted(
    (a, b) => a.factor - b.factor || older(a.left, b.left),
  )) {
    if (room <= 0) break
    const share = factor / own
    const seconds = Math.min(left.seconds, room / share)
    room -= seconds * share
    left.seconds -= seconds
    run.addCovered(left.use, seconds, 'Reserved', held.id, micros(effective * share))
  }
  run.addUnused(hours, held, room / 3600, micros(effective))
}

function coverByPlan(
  run: ChargeRun,
  hours: Hours,
  plan: PlanCoverage,
  all: readonly Left[],
  rates: PlanRates,
): void {
  const fitting = all.flatMap((left) => {
    const { stretch } = left.use
    const { record, thing, rate } = stretch
    if (left.seconds <= 0 || record.tenancy === 'host' || rate === 0) return []
    if (plan.kind === 'EC2Instance') {
      const isFamily = factsOf(record.type ?? '').family === plan.family
      if (!isFamily || thing.region !== plan.region) return []
    }
    const planRate = rates.of(plan, stretch)
    return planRate === undefined ? [] : [{ left, planRate, saving: 1 - planRate / rate }]
  })
  const commitment = micros(plan.commitmentUsdPerHour)
  let room = commitment
  for (const { left, planRate } of fitting.toSorted(
    (a, b) => b.saving - a.saving || a.planRate - b.planRate || older(a.left, b.left),
  )) {
    if (room <= 0) break
    const seconds = Math.min(left.seconds, (room * 3600) / planRate)
    room -= (seconds * planRate) / 3600
    left.seconds -= seconds
    run.addCovered(left.use, seconds, 'Savings Plans', plan.id, planRate)
  }
  const place = { ...plan, region: plan.region ?? 'us-east-1' }
  run.addUnused(hours, place, Math.max(0, room) / commitment, commitment)
}

function older(a: Left, b: Left): number {
  const [first, second] = [a.use.stretch.record, b.use.stretch.record]
  return first.startedAt - second.startedAt || (first.id < second.id ? -1 : 1)
}
