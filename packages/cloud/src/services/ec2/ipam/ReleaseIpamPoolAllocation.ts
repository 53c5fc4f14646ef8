import type {
  ReleaseIpamPoolAllocationRequest,
  ReleaseIpamPoolAllocationResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findRecord } from '../find.ts'
import { ipamAllocations, ipamPools } from './ipam-pool.ts'

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
  const allocation = ctx.db.get(ipamAllocations, id)
  if (allocation?.poolId !== pool.id || allocation.cidr !== input.Cidr) {
    throw new AwsError(
      'InvalidIpamPoolAllocationId.NotFound',
      `The allocation ID '${id}' does not exist`,
    )
  }
  if (allocation.resource) {
    throw new AwsError(
      'OperationNotPermitted',
      `The allocation '${id}' belongs to ${allocation.resource.id} and cannot be released by hand.`,
    )
  }
  ctx.db.delete(ipamAllocations, id)
  return { Success: true }
})
