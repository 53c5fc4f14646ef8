import type { DeleteIpamPoolRequest, DeleteIpamPoolResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findRecord } from '../find.ts'
import { removePool } from './DeleteIpam.ts'
import { ipamAllocations, ipamPools, releaseOf, toPool } from './ipam-pool.ts'

/**
 * Deletes a pool; with `Cascade` also with what is allocated from it by hand.
 * @limits Not while a pool or a VPC uses its addresses; without `Cascade`, not while it has addresses.
 */
export const DeleteIpamPool = operation<DeleteIpamPoolRequest, DeleteIpamPoolResult>(
  'DeleteIpamPool',
  (ctx, { IpamPoolId = '', Cascade: cascade = false }) => {
    const pool = findRecord(ctx, ipamPools, 'ipam-pool', IpamPoolId)
    const held = ctx.db.by(ipamAllocations, 'pool', pool.id).some(({ resource }) => resource)
    const below = ctx.db.by(ipamPools, 'source', pool.id).length > 0
    if (held || below || (pool.cidrs.length > 0 && !cascade)) {
      throw new AwsError(
        'DependencyViolation',
        `The ipamPool '${pool.id}' has dependencies and cannot be deleted.`,
      )
    }
    releaseOf(ctx, pool.id)
    removePool(ctx, pool.id)
    return { IpamPool: toPool(ctx, pool, 'delete-in-progress') }
  },
)
