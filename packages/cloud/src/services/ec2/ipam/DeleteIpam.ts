import type { DeleteIpamRequest, DeleteIpamResult } from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findRecord } from '../find.ts'
import { ipamAllocations, ipamPools } from './ipam-pool.ts'
import { ipams, ipamScopes, toIpam } from './ipam.ts'

/**
 * Deletes an IPAM with its default scopes; with `Cascade` also with its pools and other scopes in private use.
 * @limits Without `Cascade`, not while it has pools or further scopes.
 */
export const DeleteIpam = operation<DeleteIpamRequest, DeleteIpamResult>(
  'DeleteIpam',
  (ctx, { IpamId = '', Cascade: cascade = false }) => {
    const ipam = findRecord(ctx, ipams, 'ipam', IpamId)
    const scopes = ctx.db.by(ipamScopes, 'ipam', ipam.id)
    const isUsed = scopes.some(
      ({ id, isDefault }) => !isDefault || ctx.db.by(ipamPools, 'scope', id).length > 0,
    )
    if (isUsed && !cascade) {
      throw new AwsError(
        'DependencyViolation',
        `The ipam '${ipam.id}' has dependencies and cannot be deleted.`,
      )
    }
    for (const { id } of [...scopes]) {
      for (const pool of [...ctx.db.by(ipamPools, 'scope', id)]) removePool(ctx, pool.id)
      ctx.db.delete(ipamScopes, id)
    }
    ctx.db.delete(ipams, ipam.id)
    return { Ipam: toIpam(ctx, ipam, 'delete-in-progress') }
  },
)

/** A pool goes with its allocations. */
export function removePool(ctx: Context, poolId: string): void {
  for (const { id } of [...ctx.db.by(ipamAllocations, 'pool', poolId)]) {
    ctx.db.delete(ipamAllocations, id)
  }
  ctx.db.delete(ipamPools, poolId)
}
