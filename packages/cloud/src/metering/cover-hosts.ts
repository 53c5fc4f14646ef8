import type { Charge } from './charge.ts'
import type { HostCoverage } from './coverage.ts'
import { commitmentThing, hostFee } from './fees.ts'
import { micros } from './money.ts'
import { hourMs } from './months.ts'
import { plainCharges, wholeSecond, type Stretch } from './stretches.ts'

/**
 * Takes the price of reserved hosts off the bill while their reservations hold, and puts the reservations' own on it. A reservation names
 * its hosts: nothing is shared out.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/dedicated-hosts-billing.html
 */
export function coverHosts(
  stretches: readonly Stretch[],
  reserved: ReadonlyMap<string, readonly HostCoverage[]>,
  now: number,
): readonly Charge[] {
  const held = [...reserved].flatMap(([region, all]) => all.map((each) => ({ region, ...each })))
  const byHost = Map.groupBy(
    held.flatMap((each) => each.hostIds.map((host) => ({ host, each }))),
    ({ host }) => host,
  )
  const own = Map.groupBy(stretches, ({ record }) => record.resource)
  return [
    ...stretches.flatMap((stretch) =>
      chargesOf(
        stretch,
        (byHost.get(stretch.record.resource) ?? []).map(({ each }) => each),
      ),
    ),
    ...held.flatMap((each) => hostFee(each, now)),
    ...held.flatMap((each) =>
      each.hostIds.flatMap((host) => unusedOf(each, own.get(host) ?? [], now)),
    ),
  ]
}

/** What each hour of a host comes to, with what was paid beforehand spread over the term. */
function effectiveRate({ upfrontUsd, hourlyUsd, fromMs, untilMs }: HostCoverage): number {
  return micros((upfrontUsd * hourMs) / (untilMs - fromMs) + hourlyUsd)
}

/** A stretch of a host in its parts: before, under and after each of its reservations. */
function chargesOf(stretch: Stretch, held: readonly HostCoverage[]): readonly Charge[] {
  const charges: Charge[] = []
  let from = stretch.from
  const add = (to: number, by?: HostCoverage): void => {
    if (to <= from) return
    const parts = plainCharges({ ...stretch, from, to })
    from = to
    if (!by) charges.push(...parts)
    const amortizedRate = by && effectiveRate(by)
    for (const part of by ? parts : []) {
      charges.push({
        ...part,
        option: 'Reserved',
        commitment: by?.id,
        rate: 0,
        amortizedRate: amortizedRate ?? 0,
      })
    }
  }
  for (const each of held.toSorted((a, b) => a.fromMs - b.fromMs)) {
    add(Math.min(stretch.to, wholeSecond(each.fromMs)))
    add(Math.min(stretch.to, wholeSecond(each.untilMs)), each)
  }
  add(stretch.to)
  return charges
}

/** What is paid for a host that was given back. */
function unusedOf(
  held: HostCoverage & { readonly region: string },
  stretches: readonly Stretch[],
  now: number,
): readonly Charge[] {
  const amortizedRate = effectiveRate(held)
  const ends = Math.min(wholeSecond(held.untilMs), wholeSecond(now))
  const charges: Charge[] = []
  let from = wholeSecond(held.fromMs)
  const add = (to: number): void => {
    if (to <= from) return
    charges.push({
      ...commitmentThing(held, 'unused'),
      commitment: held.id,
      from,
      to,
      quantity: 1,
      per: 'hour',
      rate: 0,
      amortizedRate,
      publicRate: 0,
      fee: true,
    })
  }
  for (const stretch of stretches.toSorted((a, b) => a.from - b.from)) {
    add(Math.min(stretch.from, ends))
    from = Math.max(from, stretch.to)
  }
  add(ends)
  return charges
}
