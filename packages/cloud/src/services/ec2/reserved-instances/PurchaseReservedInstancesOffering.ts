import type {
  PurchaseReservedInstancesOfferingRequest,
  PurchaseReservedInstancesOfferingResult,
} from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findReservedOffering } from './find-reserved.ts'
import {
  putReserved,
  reservedInstances,
  type ReservedInstancesRecord,
} from './reserved-instances.ts'
import { durationOf, priceOf, type ReservedOffering } from './reserved-offering.ts'

/** A month for each Region, and for each of its zones. https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ri-limits.html */
const monthlyLimit = 20

/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ri-market-concepts-buying.html#ri-queued-purchase */
const queueYears = 3

/**
 * Buys Reserved Instances, at once or from a later time on; they cover what runs as soon as they are paid.
 * @limits 20 Regional ones of a Region and 20 of each of its zones a month; queued ones only for a Region, up to three years ahead.
 * @differs Payment succeeds a minute later, without money.
 */
export const PurchaseReservedInstancesOffering = operation<
  PurchaseReservedInstancesOfferingRequest,
  PurchaseReservedInstancesOfferingResult
>('PurchaseReservedInstancesOffering', (ctx, input) => {
  const offering = findReservedOffering(ctx, input.ReservedInstancesOfferingId ?? '')
  const count = input.InstanceCount ?? 0
  if (count < 1) {
    throw new AwsError(
      'InvalidParameterValue',
      `Value (${count}) for parameter instanceCount is invalid. It must be a positive number.`,
    )
  }
  const { upfrontUsd, hourlyUsd } = priceOf(offering)
  checkLimitPrice(input, upfrontUsd * count)
  const queuedFor = readPurchaseTime(ctx, input.PurchaseTime, offering)
  const start = queuedFor ?? ctx.now
  checkMonthlyLimit(ctx, offering, count, start)
  const { type, platform, tenancy, kind, years, payment, zone } = offering
  const record: ReservedInstancesRecord = {
    id: ctx.chance.uuid(),
    offeringId: input.ReservedInstancesOfferingId ?? '',
    instanceType: type,
    platform,
    tenancy,
    kind,
    years,
    payment,
    zone,
    count,
    durationSeconds: durationOf(offering),
    purchaseTime: start,
    start,
    end: start + durationOf(offering) * 1_000,
    state: queuedFor === undefined ? 'payment-pending' : 'queued',
    upfrontUsd,
    dueUsd: Number((upfrontUsd * count).toFixed(2)),
    hourlyUsd,
    tags: [],
  }
  putReserved(ctx, record)
  return { ReservedInstancesId: record.id }
})

function checkLimitPrice(
  { LimitPrice: limit }: PurchaseReservedInstancesOfferingRequest,
  totalUsd: number,
): void {
  if (limit?.Amount === undefined || totalUsd <= limit.Amount) return
  throw new AwsError(
    'LimitPriceExceeded',
    `The cost of the total order (${totalUsd.toFixed(2)} USD) is greater than the specified limit price (${limit.Amount} USD).`,
  )
}

function readPurchaseTime(
  ctx: Context,
  time: Date | undefined,
  { zone }: ReservedOffering,
): number | undefined {
  if (time === undefined) return undefined
  const at = time.getTime()
  const latest = new Date(ctx.now)
  latest.setUTCFullYear(latest.getUTCFullYear() + queueYears)
  if (at <= ctx.now || at > latest.getTime()) {
    throw new AwsError(
      'InvalidParameterValue',
      `Value (${time.toISOString()}) for parameter purchaseTime is invalid. It must be in the future, by no more than ${queueYears} years.`,
    )
  }
  if (zone === undefined) return at
  throw new AwsError(
    'InvalidParameterCombination',
    'Purchases of Reserved Instances for an Availability Zone cannot be queued; only those for a Region can.',
  )
}

function checkMonthlyLimit(
  ctx: Context,
  { zone }: ReservedOffering,
  count: number,
  start: number,
): void {
  const month = (at: number) => new Date(at).toISOString().slice(0, 7)
  const bought = ctx.db
    .all(reservedInstances)
    .filter(
      (each) =>
        each.purchaseTime !== undefined &&
        each.zone === zone &&
        each.state !== 'queued-deleted' &&
        month(each.purchaseTime) === month(start),
    )
    .reduce((sum, each) => sum + each.count, 0)
  if (bought + count <= monthlyLimit) return
  throw new AwsError(
    'ReservedInstancesLimitExceeded',
    `Your current quota does not allow you to purchase the required number of Reserved Instances. You can purchase ${monthlyLimit} a month for ${zone ?? ctx.region}.`,
  )
}
