import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { findRecord } from '../find.ts'
import { networkInterfaces } from '../network-interfaces/network-interface.ts'
import { elasticIps, type ElasticIpRecord } from './elastic-ip.ts'
import { publicAddresses } from './public-address.ts'

/** As DescribeAddresses looks for one. */
export function findByPublicIp(ctx: Context, publicIp: string): ElasticIpRecord {
  const [found] = ctx.db.by(elasticIps, 'publicIp', publicIp)
  if (found) return found
  throw new AwsError('InvalidAddress.NotFound', `Address '${publicIp}' not found.`)
}

/** By allocation id, or by the address itself. */
export function findElasticIp(
  ctx: Context,
  input: { readonly AllocationId?: string; readonly PublicIp?: string },
): ElasticIpRecord {
  if (input.AllocationId && input.PublicIp) {
    throw new AwsError(
      'InvalidParameterCombination',
      'You may specify public IP or allocation id, but not both in the same call',
    )
  }
  if (input.AllocationId) return findRecord(ctx, elasticIps, 'elastic-ip', input.AllocationId)
  if (input.PublicIp) return findOwn(ctx, input.PublicIp)
  throw new AwsError('MissingParameter', 'Either public IP or allocation id must be specified')
}

/** To act on: an automatic address is in use here, yet nobody's to move. */
export function findOwn(ctx: Context, publicIp: string): ElasticIpRecord {
  const known = ctx.db.get(publicAddresses, publicIp)
  if (known && known.allocationId === undefined) {
    throw new AwsError('AuthFailure', `The address '${publicIp}' does not belong to you.`)
  }
  return findByPublicIp(ctx, publicIp)
}

/** Throws for an address that a service holds on an interface of its own (a NAT gateway): only that service lets it go. */
export function checkHolder(ctx: Context, { association }: ElasticIpRecord): void {
  const eni = association && ctx.db.get(networkInterfaces, association.networkInterfaceId)
  if (eni?.requesterManaged) {
    throw new AwsError(
      'AuthFailure',
      'You do not have permission to access the specified resource.',
    )
  }
}
