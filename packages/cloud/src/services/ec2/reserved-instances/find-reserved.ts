import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { reservedInstances, type ReservedInstancesRecord } from './reserved-instances.ts'
import { findOffering, type ReservedOffering } from './reserved-offering.ts'

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html */
export function findReserved(ctx: Context, id: string): ReservedInstancesRecord {
  const found = ctx.db.get(reservedInstances, id)
  if (found) return found
  throw new AwsError('InvalidReservedInstancesId', `The ID '${id}' does not exist`)
}

export function findReservedOffering(ctx: Context, id: string): ReservedOffering {
  const found = findOffering(ctx.region, id)
  if (found) return found
  throw new AwsError(
    'InvalidReservedInstancesOfferingId',
    `The reserved instances offering ID '${id}' does not exist`,
  )
}
