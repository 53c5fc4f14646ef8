import type {
  ReleaseIpamPoolAllocationRequest,
  ReleaseIpamPoolAllocationResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findRecord, notFound } from '../find.ts'
import { findAllocation, ipamAllocations, ipamPools } from './ipam-pool.ts'

/**
 * Gives addresses that were taken by hand back to their pool.
 * @limits What a VPC or a pool has is free when that is gone.
 */
export const ReleaseIpamPoolAllocation = operation<
  ReleaseIpamPoolAllocationRequest,
  ReleaseIpamPoolAllocationResult
>('ReleaseIpamPoolAllocation', (ctx, input) => {
  const pool = findRecord(ctx, ipamPools, 'ipam-pool', input.IpamPoolId ?? '')
  const id = input.IpamPoolAllocationId ?? ''
  const allocation = findAllocation(ctx, pool, id)
  if (allocation.cidr !== input.Cidr) throw notFound('ipam-pool-allocation', id)
  if (allocation.resource) {
    throw new AwsError(
      'OperationNotPermitted',
      `The allocation '${id}' belongs to ${allocation.resource.id} and cannot be released by hand.`,
    )
  }
  ctx.db.delete(ipamAllocations, id)
  return { Success: true }
})
