import { chargesOf, type Books } from '../src/metering/ledger.ts'
import type { Charge } from '../src/metering/charge.ts'
import { dayMs, hourMs } from '../src/metering/months.ts'
import { periodsOf, reportOf } from '../src/metering/report.ts'
import type { UsageRecord } from '../src/metering/usage.ts'
import type { Row } from './instances.bench.ts'

const year = { from: Date.UTC(2026, 0, 1), to: Date.UTC(2027, 0, 1) }
const count = 1000
const region = 'us-east-1'
const types = ['t3.micro', 'm5.large', 'c5.xlarge', 'r5.large']

/** A year of 1,000 instances: running through, switched on by day, and with half of them covered by commitments. */
export function run(): Promise<Row[]> {
  const through = books(throughout())
  const byDay = books(officeHours())
  return Promise.resolve([
    ...measure('running through the year', through),
    ...measure('switched on and off every working hour of their own, 365 times', byDay),
    ...measure('running through the year, half of them covered', covered(through)),
    ...measure('switched on and off 365 times, half of them covered', covered(byDay)),
  ])
}

function measure(what: string, of: Books): Row[] {
  let charges: readonly Charge[] = []
  const metered = timed(`A year of 1,000 instances ${what}: the ledger`, () => {
    charges = chargesOf(of)
  })
  const days = periodsOf(year, 'DAILY')
  const asked = timed(`GetCostAndUsage over it, by day and type`, () =>
    reportOf(charges, days, ({ instanceType }) => instanceType ?? ''),
  )
  const lines = charges.length.toLocaleString('en')
  return [{ ...metered, note: `${metered.note}; ${lines} charges; target ≤ 5,000` }, asked]
}

function books(records: readonly UsageRecord[]): Books {
  return {
    now: year.to,
    usage: [{ region, records }],
    commitments: { reserved: new Map(), plans: [], hosts: new Map() },
    freeTier: false,
  }
}

function covered(of: Books): Books {
  const span = { fromMs: year.from, untilMs: year.to, endMs: year.to, upfrontUsd: 0 }
  const held = types.slice(0, 2).map((type) => ({
    ...span,
    id: `ri-${type}`,
    type,
    platform: 'linux' as const,
    tenancy: 'default' as const,
    scope: { region },
    count: count / 4,
    sizeFlexible: true,
    dueUsd: 0,
    hourlyUsd: 0.05,
  }))
  const plan = {
    fromMs: year.from,
    untilMs: year.to,
    upfrontUsd: 0,
    id: 'sp',
    kind: 'Compute',
    years: 1,
    payment: 'No Upfront',
    commitmentUsdPerHour: 10,
    recurringUsdPerHour: 10,
  } as const
  return {
    ...of,
    commitments: { ...of.commitments, reserved: new Map([[region, held]]), plans: [plan] },
  }
}

function throughout(): UsageRecord[] {
  return Array.from({ length: count }, (_, at) => box(at, year.from + at * 1000))
}

function officeHours(): UsageRecord[] {
  return Array.from({ length: count }, (_, at) =>
    Array.from({ length: 365 }, (_day, day) => {
      const from = year.from + day * dayMs + 9 * hourMs + at * 1000
      return box(at, from, from + 8 * hourMs)
    }),
  ).flat()
}

function box(at: number, from: number, to?: number): UsageRecord {
  return {
    id: `i-${at}/instance/${from}`,
    resource: `i-${at}`,
    meter: 'instance',
    quantity: 1,
    zone: `${region}a`,
    type: types[at % types.length],
    platform: 'Linux/UNIX',
    tenancy: 'default',
    tags: [],
    from,
    startedAt: from,
    ...(to !== undefined && { to, last: true }),
  }
}

function timed(name: string, act: () => void): Row & { readonly note: string } {
  const before = process.cpuUsage()
  const startedMs = performance.now()
  act()
  const wallMs = performance.now() - startedMs
  const { user, system } = process.cpuUsage(before)
  const cpuMs = Math.round((user + system) / 1000)
  return { name, value: wallMs, unit: 'ms', note: `processor time ${cpuMs} ms` }
}
