import type { Expression, SortDefinition } from '@aws-sdk/client-cost-explorer'
import type { Context } from '../../engine/context.ts'
import type { Charge } from '../../metering/charge.ts'
import { chargesOf } from '../../metering/ledger.ts'
import { addCharge, emptyTotals, type Totals } from '../../metering/report.ts'
import { booksIn } from '../usage/books.ts'
import { invalid, testOf } from './expression.ts'
import { readPeriod } from './time.ts'

interface ValuesInput {
  readonly TimePeriod: Parameters<typeof readPeriod>[0]
  readonly Filter?: Expression | undefined
  readonly SearchString?: string | undefined
  readonly SortBy?: readonly SortDefinition[] | undefined
  readonly MaxResults?: number | undefined
  readonly NextPageToken?: string | undefined
}

/** The values that charges of a period have, one page of them. */
export function valuesIn(
  ctx: Context,
  input: ValuesInput,
  valueOf: (charge: Charge) => string | undefined,
): {
  readonly values: readonly string[]
  readonly total: number
  readonly next: string | undefined
} {
  const period = readPeriod(input.TimePeriod, 'DAILY', ctx.now)
  const isMeant = testOf(input.Filter, ctx.account)
  const found = new Map<string, Totals>()
  const search = input.SearchString?.toLowerCase() ?? ''
  for (const charge of chargesOf(booksIn(ctx))) {
    if (charge.to <= period.from || charge.from >= period.to || !isMeant(charge)) continue
    const value = valueOf(charge)
    if (value === undefined || !value.toLowerCase().includes(search)) continue
    const totals = found.get(value) ?? emptyTotals()
    found.set(value, totals)
    addCharge(totals, charge, period)
  }
  const all = [...found].toSorted(order(input.SortBy?.[0])).map(([value]) => value)
  const start = readToken(input.NextPageToken)
  const end = start + (input.MaxResults ?? 1000)
  return {
    values: all.slice(start, end),
    total: all.length,
    next: end < all.length ? String(end) : undefined,
  }
}

function order(
  sort: SortDefinition | undefined,
): (a: readonly [string, Totals], b: readonly [string, Totals]) => number {
  if (!sort) return ([a], [b]) => (a < b ? -1 : 1)
  const sign = sort.SortOrder === 'ASCENDING' ? 1 : -1
  const read = (totals: Totals): number =>
    sort.Key?.includes('Amortized') ? totals.amortized : totals.unblended
  return (a, b) => sign * (read(a[1]) - read(b[1])) || (a[0] < b[0] ? -1 : 1)
}

function readToken(token: string | undefined): number {
  if (token === undefined) return 0
  if (/^\d{1,9}$/.test(token)) return Number(token)
  throw invalid('The pagination token is invalid.')
}
