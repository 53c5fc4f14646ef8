import { describe, expect, test } from 'vitest'
import { costBetween } from './charge.ts'
import type { HostCoverage, PlanCoverage, ReservedCoverage } from './coverage.ts'
import { chargesOf, type Books } from './ledger.ts'
import { usdText } from './money.ts'
import { hourMs, monthStart } from './months.ts'
import { periodsOf, reportOf } from './report.ts'
import type { UsageRecord } from './usage.ts'

const january = Date.UTC(2026, 0, 1)
const february = monthStart(january, 1)
const hour = (count: number): number => january + count * hourMs
/** Of January. */
const hours = 744

interface Life extends Partial<Omit<UsageRecord, 'from' | 'to'>> {
  readonly meter: UsageRecord['meter']
  readonly from?: number
  readonly to?: number
}

let made = 0
function life({ from = january, to, ...rest }: Life): UsageRecord {
  made += 1
  return {
    id: `use-${made}`,
    resource: `r-${made}`,
    quantity: 1,
    zone: 'us-east-1a',
    tags: [],
    startedAt: from,
    from,
    ...(to !== undefined && { to, last: true }),
    ...rest,
  }
}

const box = (type: string, more: Partial<Life> = {}): UsageRecord =>
  life({ meter: 'instance', type, platform: 'Linux/UNIX', tenancy: 'default', ...more })

interface Bill {
  readonly records: readonly UsageRecord[]
  readonly region?: string
  readonly reserved?: readonly ReservedCoverage[]
  readonly plans?: readonly PlanCoverage[]
  readonly hosts?: readonly HostCoverage[]
  readonly freeTier?: boolean
  readonly now?: number
}

function books({ records, region = 'us-east-1', now = february, ...more }: Bill): Books {
  return {
    now,
    usage: [{ region, records }],
    commitments: {
      reserved: new Map([[region, more.reserved ?? []]]),
      plans: more.plans ?? [],
      hosts: new Map([[region, more.hosts ?? []]]),
    },
    freeTier: more.freeTier ?? false,
  }
}

const total = (bill: Bill, rate: 'rate' | 'amortizedRate' = 'rate'): string =>
  usdText(chargesOf(books(bill)).reduce((sum, one) => sum + costBetween(one, rate, 0, Infinity), 0))

const reserved = (more: Partial<ReservedCoverage> = {}): ReservedCoverage => ({
  id: 'ri',
  type: 'm5.large',
  platform: 'linux',
  tenancy: 'default',
  scope: { region: 'us-east-1' },
  count: 1,
  sizeFlexible: true,
  fromMs: january,
  untilMs: january + 365 * 24 * hourMs,
  endMs: january + 365 * 24 * hourMs,
  upfrontUsd: 0,
  dueUsd: 0,
  hourlyUsd: 0.06,
  ...more,
})

const plan = (more: Partial<PlanCoverage> = {}): PlanCoverage => ({
  id: 'sp',
  kind: 'Compute',
  years: 1,
  payment: 'No Upfront',
  commitmentUsdPerHour: 0.0348,
  fromMs: january,
  untilMs: january + 365 * 24 * hourMs,
  upfrontUsd: 0,
  recurringUsdPerHour: 0.0348,
  ...more,
})

const hostReservation = (more: Partial<HostCoverage> = {}): HostCoverage => ({
  id: 'hr',
  family: 'm5',
  hostIds: ['h-1'],
  fromMs: hour(240),
  untilMs: hour(240 + 8760),
  upfrontUsd: 876,
  hourlyUsd: 3,
  ...more,
})

/** Each month with its arithmetic, from AWS's us-east-1 list prices. */
const months: readonly (readonly [what: string, bill: Bill, usd: string])[] = [
  ['a t3.micro: 744 h × 0.0104', { records: [box('t3.micro')] }, '7.7376'],
  [
    'ten seconds of an m5.large are a minute: 60 ÷ 3600 × 0.096',
    { records: [box('m5.large', { to: january + 10_000 })] },
    '0.0016',
  ],
  [
    '90.5 seconds are 90: 90 ÷ 3600 × 0.096',
    { records: [box('m5.large', { to: january + 90_500 })] },
    '0.0024',
  ],
  [
    'Windows: 744 × (0.096 + 2 vCPU × 0.046)',
    { records: [box('m5.large', { platform: 'Windows' })] },
    '139.872',
  ],
  [
    'SUSE by the begun hour: 2 × (0.096 + 0.0563)',
    { records: [box('m5.large', { platform: 'SUSE Linux', to: hour(1) + 1000 })] },
    '0.3046',
  ],
  [
    'Seoul by the factor of t3: 744 × 0.0104 × 1.25',
    { records: [box('t3.micro', { zone: 'ap-northeast-2a' })], region: 'ap-northeast-2' },
    '9.672',
  ],
  [
    'gp3 of 100 GiB, 4000 IOPS, 250 MiB/s: 100 × 0.08 + 1000 × 0.005 + 125 × 0.04',
    {
      records: [
        life({ meter: 'volume', type: 'gp3', quantity: 100 }),
        life({ meter: 'iops', type: 'gp3', quantity: 1000 }),
        life({ meter: 'throughput', type: 'gp3', quantity: 125 }),
      ],
    },
    '18',
  ],
  [
    'gp2 of 30 GiB for 10 days of 31: 30 × 0.10 × 10 ÷ 31',
    { records: [life({ meter: 'volume', type: 'gp2', quantity: 30, to: hour(240) })] },
    '0.967742',
  ],
  [
    'io2 of 40,000 IOPS: 32,000 × 0.065 + 8,000 × 0.046',
    { records: [life({ meter: 'iops', type: 'io2', quantity: 40_000 })] },
    '2448',
  ],
  [
    'a snapshot of 20 GiB, and one in the archive: 20 × 0.05 + 20 × 0.0125',
    {
      records: [
        life({ meter: 'snapshot', type: 'standard', quantity: 20 }),
        life({ meter: 'snapshot', type: 'archive', quantity: 20 }),
      ],
    },
    '1.25',
  ],
  ['a public address: 744 × 0.005', { records: [life({ meter: 'publicAddress' })] }, '3.72'],
  [
    'a NAT gateway for 90 minutes: 2 × 0.045',
    { records: [life({ meter: 'natGateway', to: hour(1.5) })] },
    '0.09',
  ],
  [
    'a balancer from 0:30 to 1:10 is one hour',
    {
      records: [
        life({ meter: 'loadBalancer', type: 'application', from: hour(0.5), to: hour(7 / 6) }),
      ],
    },
    '0.0225',
  ],
  [
    'an interface endpoint in two zones: 744 × 2 × 0.01',
    { records: [life({ meter: 'endpointInterface', quantity: 2 })] },
    '14.88',
  ],
  [
    'twelve alarms, of which ten are free: 2 × 0.10',
    { records: Array.from({ length: 12 }, () => life({ meter: 'alarm', type: 'standard' })) },
    '0.2',
  ],
  [
    'detailed monitoring of two instances, 14 metrics, of which ten are free: 4 × 0.30',
    {
      records: [
        life({ meter: 'detailedMonitoring', quantity: 7 }),
        life({ meter: 'detailedMonitoring', quantity: 7 }),
      ],
    },
    '1.2',
  ],
  [
    'a Dedicated Instance with its Region: 744 × (0.096 × 1.06 + 2)',
    { records: [box('m5.large', { tenancy: 'dedicated' })] },
    '1563.70944',
  ],
  [
    'on a Dedicated Host only the host: 744 × m5.24xlarge 4.608 × 1.1',
    { records: [box('m5.large', { tenancy: 'host' }), life({ meter: 'host', type: 'm5' })] },
    '3771.336',
  ],
  [
    'a host reserved from the 11th on: 240 × 5.069 + 504 × 3 + 876 upfront',
    {
      records: [life({ meter: 'host', type: 'm5', resource: 'h-1' })],
      hosts: [hostReservation()],
    },
    '3604.56',
  ],
  [
    'its other host is On-Demand: 744 × 5.069 more',
    {
      records: ['h-1', 'h-2'].map((resource) => life({ meter: 'host', type: 'm5', resource })),
      hosts: [hostReservation()],
    },
    '7375.896',
  ],
  [
    'a host whose reservation ended after ten days: 240 × 3 + 504 × 5.069',
    {
      records: [life({ meter: 'host', type: 'm5', resource: 'h-1' })],
      hosts: [hostReservation({ fromMs: january, untilMs: hour(240), upfrontUsd: 0 })],
    },
    '3274.776',
  ],
  [
    'a Capacity Reservation of two, one used: 744 × 2 × 0.096',
    {
      records: [
        life({
          meter: 'capacityReservation',
          resource: 'cr-1',
          type: 'm5.large',
          platform: 'Linux/UNIX',
          tenancy: 'default',
          quantity: 2,
        }),
        box('m5.large', { reservation: 'cr-1' }),
      ],
    },
    '142.848',
  ],
  [
    'Spot that AWS took back in its first hour',
    { records: [box('m5.large', { spot: true, to: hour(0.5), waived: true })] },
    '0',
  ],
  [
    'the free tier on two t3.micro: (2 × 744 − 750) × 0.0104',
    { records: [box('t3.micro'), box('t3.micro')], freeTier: true },
    '7.6752',
  ],
  [
    'the free tier on 40 GiB: (40 − 30) × 0.08',
    { records: [life({ meter: 'volume', type: 'gp3', quantity: 40 })], freeTier: true },
    '0.8',
  ],
  [
    'two m5.large, one reserved: 744 × (0.096 + 0.06)',
    { records: [box('m5.large'), box('m5.large')], reserved: [reserved()] },
    '116.064',
  ],
  [
    'an m5.large reserved covers half an m5.xlarge: 744 × (0.192 ÷ 2 + 0.06)',
    { records: [box('m5.xlarge')], reserved: [reserved()] },
    '116.064',
  ],
  [
    'sizes from the smallest: m5.large whole, m5.xlarge whole On-Demand: 744 × (0.192 + 0.06)',
    { records: [box('m5.xlarge'), box('m5.large')], reserved: [reserved()] },
    '187.488',
  ],
  [
    'a zonal one covers its zone alone: 744 × (0.096 + 0.06)',
    {
      records: [box('m5.large', { zone: 'us-east-1b' })],
      reserved: [reserved({ scope: { zone: 'us-east-1a' }, sizeFlexible: false })],
    },
    '116.064',
  ],
  [
    'a reserved hour covers 3600 seconds of several: 2 × 1800 s in one hour: 744 × 0.06',
    {
      records: [
        box('m5.large', { to: hour(0.5) }),
        box('m5.large', { from: hour(0.5), to: hour(1) }),
      ],
      reserved: [reserved()],
    },
    '44.64',
  ],
  [
    'a Compute Savings Plan of half an hour of m5.large (0.0696 at 72.5 %): 744 × (0.048 + 0.0348)',
    { records: [box('m5.large')], plans: [plan()] },
    '61.6032',
  ],
  [
    'all upfront: what is due, and nothing by the hour',
    {
      records: [box('m5.large')],
      reserved: [reserved({ hourlyUsd: 0, upfrontUsd: 500, dueUsd: 500 })],
    },
    '500',
  ],
]

test.each(months)('%s', (_, bill, usd) => {
  // Every line is rounded to the millionth.
  expect(Number(total(bill))).toBeCloseTo(Number(usd), 5)
})

test.each([
  ['gp3 in us-east-1', [life({ meter: 'volume', type: 'gp3' })], 'us-east-1', true],
  ['gp3 in Seoul', [life({ meter: 'volume', type: 'gp3' })], 'ap-northeast-2', false],
  [
    'io2 of 32,000 IOPS',
    [life({ meter: 'iops', type: 'io2', quantity: 32_000 })],
    'us-east-1',
    true,
  ],
  ['io2 of 40,000', [life({ meter: 'iops', type: 'io2', quantity: 40_000 })], 'us-east-1', false],
  ['a public address anywhere', [life({ meter: 'publicAddress' })], 'ap-northeast-2', true],
  ['a composite alarm', [life({ meter: 'alarm', type: 'composite' })], 'us-east-1', false],
  ['EBS-optimised', [life({ meter: 'ebsOptimized', type: 'm3.xlarge' })], 'us-east-1', false],
] as const)('only a price that a source confirms is exact: %s', (_, records, region, exact) => {
  expect(chargesOf(books({ records, region })).every((charge) => charge.exact === exact)).toBe(true)
})

test('amortized, an upfront payment is spread over its term, used or not', () => {
  const upfront = reserved({ hourlyUsd: 0, upfrontUsd: 876, dueUsd: 876 })
  // 876 ÷ 8760 h = 0.10 an hour: whether the instance runs the month or not.
  expect(total({ records: [box('m5.large')], reserved: [upfront] }, 'amortizedRate')).toBe('74.4')
  expect(total({ records: [], reserved: [upfront] }, 'amortizedRate')).toBe('74.4')
})

test('amortized, a reserved host costs its term by the hour, given back or not', () => {
  const hosts = [hostReservation({ fromMs: january, untilMs: hour(8760) })]
  // (876 ÷ 8760 h + 3) × 744
  const kept = life({ meter: 'host', type: 'm5', resource: 'h-1' })
  expect(total({ records: [kept], hosts }, 'amortizedRate')).toBe('2306.4')
  const gone = life({ meter: 'host', type: 'm5', resource: 'h-1', to: hour(100) })
  expect(total({ records: [gone], hosts }, 'amortizedRate')).toBe('2306.4')
  const lines = chargesOf(books({ records: [gone], hosts }))
  expect(lines.map(({ rule, option }) => `${rule} ${option}`)).toEqual([
    'host Reserved',
    'commitmentFee Reserved',
    'commitmentFee Reserved',
    'commitmentUnused Reserved',
  ])
})

test('Spot follows its pool from price to price, and stays below On-Demand', () => {
  const spot = chargesOf(books({ records: [box('m5.large', { spot: true })] }))
  expect(spot.length).toBeGreaterThan(30)
  expect(spot.every(({ option, rate, publicRate }) => option === 'Spot' && rate < publicRate)).toBe(
    true,
  )
  expect(spot[0]?.from).toBe(january)
  expect(spot.at(-1)?.to).toBe(february)
})

describe('random lives', () => {
  test.each(Array.from({ length: 40 }, (_, seed) => seed + 1))('add up, seed %i', (seed) => {
    const bill = randomBill(seed)
    const charges = chargesOf(books(bill))
    const span = { from: january, to: monthStart(february, 1) }
    const sum = (
      group: (charge: (typeof charges)[number]) => string,
      step: 'HOURLY' | 'DAILY' | 'MONTHLY',
    ) =>
      reportOf(charges, periodsOf(span, step), group)
        .flatMap((report) => [...report.values()])
        .reduce((all, { unblended }) => all + unblended, 0)
    const whole = charges.reduce((all, one) => all + costBetween(one, 'rate', 0, Infinity), 0)
    expect(Number.isInteger(whole)).toBe(true)
    expect(sum(({ resource }) => resource, 'MONTHLY')).toBe(whole)
    expect(sum(({ usageType }) => usageType, 'DAILY')).toBe(whole)
    expect(sum(() => '', 'HOURLY')).toBe(whole)
    for (const report of reportOf(charges, periodsOf(span, 'DAILY'), ({ resource }) => resource)) {
      for (const { unblended, amortized } of report.values()) {
        expect(Math.min(unblended, amortized)).toBeGreaterThanOrEqual(0)
      }
    }
    // Every second of use is charged once: covered, free, or On-Demand.
    const used = charges
      .filter(({ rule }) => rule === 'instance')
      .reduce((all, { from, to, quantity }) => all + ((to - from) / hourMs) * quantity, 0)
    const lived = bill.records
      .filter(({ meter }) => meter === 'instance')
      .reduce((all, { from, to = february }) => all + (to - from) / hourMs, 0)
    expect(used).toBeCloseTo(lived, 5)
  })
})

/** Lives of whole seconds of a minute at least, some of them covered by something. */
function randomBill(seed: number): Bill {
  let state = seed * 2654435761
  const random = (): number => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + seed) >>> 0
    return state / 2 ** 32
  }
  const pick = <T>(of: readonly T[]): T | undefined => of[Math.floor(random() * of.length)]
  const records = Array.from({ length: 20 }, () => {
    const from =
      january + Math.floor(random() * hours) * hourMs + Math.floor(random() * 3600) * 1000
    const to = from + 60_000 + Math.floor(random() * 100 * 3600) * 1000
    const ends = to < february ? { to } : {}
    const start = Math.min(from, february - 60_000)
    if (random() < 0.3) {
      return life({
        meter: 'volume',
        type: 'gp3',
        quantity: 1 + Math.floor(random() * 99),
        from: start,
        ...ends,
      })
    }
    const type = pick(['m5.large', 'm5.xlarge', 'c5.large', 't3.micro']) ?? 'm5.large'
    const spot = random() < 0.2 ? { spot: true as const } : {}
    return box(type, { from: start, ...ends, ...spot })
  })
  return {
    records,
    freeTier: random() < 0.5,
    reserved: random() < 0.6 ? [reserved({ count: 1 + Math.floor(random() * 3) })] : [],
    plans: random() < 0.6 ? [plan({ commitmentUsdPerHour: 0.1, recurringUsdPerHour: 0.1 })] : [],
  }
}
