import type {
  GetReservedInstancesExchangeQuoteRequest,
  ReservationValue,
} from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { findReserved, findReservedOffering } from './find-reserved.ts'
import type { ReservedInstancesRecord } from './reserved-instances.ts'
import { durationOf, priceOf, type ReservedOffering } from './reserved-offering.ts'

/** What Reserved Instances are worth for the rest of their term. */
export interface Value {
  readonly hourlyUsd: number
  readonly upfrontUsd: number
  readonly totalUsd: number
}

export interface Exchange {
  readonly from: readonly { readonly record: ReservedInstancesRecord; readonly value: Value }[]
  /** Why it cannot be done. */
  readonly problem?: string
  readonly to?: {
    readonly offering: ReservedOffering
    readonly offeringId: string
    readonly count: number
    /** Of all. */
    readonly value: Value
    readonly end: number
  }
  /** What is to be paid at once. */
  readonly dueUsd: number
}

const dayMs = 86_400_000

/**
 * Convertible Reserved Instances for others: as many of the new ones as are worth at least what the old ones still are.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ri-convertible-exchange.html
 */
export function readExchange(
  ctx: Context,
  input: Pick<
    GetReservedInstancesExchangeQuoteRequest,
    'ReservedInstanceIds' | 'TargetConfigurations'
  >,
): Exchange {
  const records = [...new Set(input.ReservedInstanceIds)].map((id) => findReserved(ctx, id))
  const from = records.map((record) => ({ record, value: valueOf(ctx, record) }))
  const [target, ...more] = input.TargetConfigurations ?? []
  if (!target || more.length > 0) {
    throw new AwsError(
      'InvalidParameterValue',
      'Exactly one target configuration must be specified for an exchange.',
    )
  }
  if (target.InstanceCount !== undefined) {
    throw new AwsError(
      'InvalidParameterValue',
      'The instance count of a target configuration is reserved and cannot be specified in a request.',
    )
  }
  const offering = findReservedOffering(ctx, target.OfferingId ?? '')
  const problem = findProblem(ctx, records, offering)
  if (problem !== undefined) return { from, problem, dueUsd: 0 }
  const end = Math.max(...records.map((record) => record.end))
  const each = valueOfNew(ctx, offering, end)
  const worth = sumOf(from.map(({ value }) => value))
  const count = Math.max(1, Math.ceil(worth.totalUsd / each.totalUsd - 1e-6))
  const value = times(each, count)
  return {
    from,
    to: { offering, offeringId: target.OfferingId ?? '', count, value, end },
    dueUsd: Math.max(0, Number((value.upfrontUsd - worth.upfrontUsd).toFixed(6))),
  }
}

function findProblem(
  ctx: Context,
  records: readonly ReservedInstancesRecord[],
  offering: ReservedOffering,
): string | undefined {
  for (const { id, kind, state, end, modificationId } of records) {
    if (kind !== 'convertible') {
      return `The Reserved Instances '${id}' are not convertible: standard ones can be modified, not exchanged.`
    }
    if (state !== 'active') return `The Reserved Instances '${id}' are not active (${state}).`
    if (modificationId !== undefined) return `The Reserved Instances '${id}' are being modified.`
    if (end - ctx.now < dayMs) {
      return `The Reserved Instances '${id}' expire within 24 hours.`
    }
  }
  if (offering.kind !== 'convertible') return 'The target offering is not convertible.'
  const longest = Math.max(...records.map(({ years }) => years))
  if (offering.years !== longest) {
    return `The term of the target offering must be ${longest} year(s), the longest of those exchanged.`
  }
  const paid = records.some(({ payment }) => payment !== 'No Upfront')
  if (paid && offering.payment === 'No Upfront') {
    return 'Reserved Instances with an upfront payment cannot be exchanged for ones without.'
  }
  return undefined
}

function valueOf(ctx: Context, record: ReservedInstancesRecord): Value {
  const rest = Math.max(0, record.end - Math.max(ctx.now, record.start))
  const share = rest / (record.end - record.start)
  return times(value(record.hourlyUsd, record.upfrontUsd * share, rest), record.count)
}

function valueOfNew(ctx: Context, offering: ReservedOffering, end: number): Value {
  const { upfrontUsd, hourlyUsd } = priceOf(offering)
  const rest = end - ctx.now
  return value(hourlyUsd, (upfrontUsd * rest) / (durationOf(offering) * 1_000), rest)
}

function value(hourlyUsd: number, upfrontUsd: number, restMs: number): Value {
  return { hourlyUsd, upfrontUsd, totalUsd: upfrontUsd + hourlyUsd * (restMs / 3_600_000) }
}

function times({ hourlyUsd, upfrontUsd, totalUsd }: Value, count: number): Value {
  return {
    hourlyUsd: hourlyUsd * count,
    upfrontUsd: upfrontUsd * count,
    totalUsd: totalUsd * count,
  }
}

export function sumOf(values: readonly Value[]): Value {
  const sum = (of: (each: Value) => number) => values.reduce((total, each) => total + of(each), 0)
  return {
    hourlyUsd: sum((each) => each.hourlyUsd),
    upfrontUsd: sum((each) => each.upfrontUsd),
    totalUsd: sum((each) => each.totalUsd),
  }
}

export function toValue({ hourlyUsd, upfrontUsd, totalUsd }: Value): ReservationValue {
  return {
    HourlyPrice: hourlyUsd.toFixed(6),
    RemainingUpfrontValue: upfrontUsd.toFixed(6),
    RemainingTotalValue: totalUsd.toFixed(6),
  }
}
