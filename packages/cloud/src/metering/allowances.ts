import type { Charge } from './charge.ts'
import { monthStart } from './months.ts'

/** So much of something is free in every month, in the order in which it is used. */
export interface Allowance {
  readonly matches: (charge: Charge) => boolean
  /** Units: hours, GB-months, alarm-months. */
  readonly perMonth: number
}

const ofType = (pattern: RegExp) => (charge: Charge) => pattern.test(charge.usageType)

/** For every account, for ever: https://aws.amazon.com/cloudwatch/pricing/ */
export const alwaysFree: readonly Allowance[] = [
  { matches: ofType(/CW:MetricMonitorUsage$/), perMonth: 10 },
  { matches: ofType(/CW:AlarmMonitorUsage$/), perMonth: 10 },
  { matches: ofType(/DashboardsUsageHour$/), perMonth: 3 },
]

const micro = (windows: boolean) => (charge: Charge) =>
  /BoxUsage:t[23]\.micro$/.test(charge.usageType) &&
  charge.tenancy === 'Shared' &&
  (charge.platform?.startsWith('Windows') ?? false) === windows

/**
 * What an account of before 15 July 2025 has free in its first year, of what is metered here.
 * https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/free-tier-eligibility.html
 */
export const freeTier: readonly Allowance[] = [
  { matches: micro(false), perMonth: 750 },
  { matches: micro(true), perMonth: 750 },
  { matches: ofType(/EBS:VolumeUsage(\.gp2|\.gp3)?$/), perMonth: 30 },
  { matches: ofType(/EBS:SnapshotUsage$/), perMonth: 1 },
  { matches: ofType(/PublicIPv4:InUseAddress$/), perMonth: 750 },
  { matches: ofType(/LoadBalancerUsage$/), perMonth: 750 },
]

/** The charges with what is free taken out of them. Only what is bought On-Demand can be free. */
export function applyAllowances(
  charges: readonly Charge[],
  allowances: readonly Allowance[],
): readonly Charge[] {
  let all = charges
  for (const { matches, perMonth } of allowances) {
    const isMeant = (charge: Charge): boolean => charge.option === 'On Demand' && matches(charge)
    const meant = all.filter(isMeant)
    if (meant.length === 0) continue
    const paid = all.filter((charge) => !isMeant(charge))
    all = [...paid, ...meant.flatMap(splitAt(freeUntil(meant, perMonth)))]
  }
  return all
}

/** By the beginning of each month: the second at which its allowance is used up, if it ever is. */
function freeUntil(charges: readonly Charge[], perMonth: number): ReadonlyMap<number, number> {
  const steps = new Map<number, { at: number; by: number }[]>()
  for (const { from, to, quantity } of charges) {
    for (let month = monthStart(from); month < to; month = monthStart(month, 1)) {
      const known = steps.get(month) ?? []
      steps.set(month, known)
      known.push({ at: Math.max(from, month), by: quantity })
      known.push({ at: Math.min(to, monthStart(month, 1)), by: -quantity })
    }
  }
  const unit = charges[0]?.per ?? 'hour'
  const ends = new Map<number, number>()
  for (const [month, all] of steps) {
    const monthMs = monthStart(month, 1) - month
    const unitMs = unit === 'hour' ? 3_600_000 : monthMs
    const end = usedUp(all, perMonth * unitMs)
    if (end !== undefined) ends.set(month, Math.floor(end / 1000) * 1000)
  }
  return ends
}

function usedUp(
  steps: readonly { readonly at: number; readonly by: number }[],
  allowance: number,
): number | undefined {
  let used = 0
  let running = 0
  let at = 0
  for (const step of steps.toSorted((a, b) => a.at - b.at)) {
    const more = running * (step.at - at)
    // Shares of an hour do not add up to the last millisecond.
    if (used + more > allowance + 1 && running > 0) return at + (allowance - used) / running
    used += more
    running += step.by
    at = step.at
  }
  return undefined
}

function splitAt(ends: ReadonlyMap<number, number>): (charge: Charge) => readonly Charge[] {
  return (charge) => {
    const parts: Charge[] = []
    const add = (from: number, to: number, isFree: boolean): void => {
      if (to <= from) return
      const last = parts.at(-1)
      const option = isFree ? 'Free Tier' : 'On Demand'
      if (last?.option === option) {
        parts[parts.length - 1] = { ...last, to }
        return
      }
      const part = { ...charge, from, to, option } as const
      parts.push(isFree ? { ...part, rate: 0, amortizedRate: 0 } : part)
    }
    for (let month = monthStart(charge.from); month < charge.to; month = monthStart(month, 1)) {
      const from = Math.max(charge.from, month)
      const to = Math.min(charge.to, monthStart(month, 1))
      const end = Math.min(Math.max(ends.get(month) ?? to, from), to)
      add(from, end, true)
      add(end, to, false)
    }
    return parts
  }
}
