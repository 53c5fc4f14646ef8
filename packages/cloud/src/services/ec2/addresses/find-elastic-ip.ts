import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { findRecord } from '../find.ts'
import { elasticIps, type ElasticIpRecord } from './elastic-ip.ts'

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
  if (input.AllocationId) return findRecord(ctx, elasticIps, 'elastic-ip', input.AllocationId)
  if (input.PublicIp) return findByPublicIp(ctx, input.PublicIp)
  throw new AwsError('MissingParameter', 'Either public IP or allocation id must be specified')
}
