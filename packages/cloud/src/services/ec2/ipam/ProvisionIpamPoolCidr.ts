import type { ProvisionIpamPoolCidrRequest, ProvisionIpamPoolCidrResult } from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { blocksOverlap, formatIpv4Block } from '../../../network/cidr.ts'
import { findRecord } from '../find.ts'
import { newId } from '../ids.ts'
import { refuseMembers } from '../unsupported.ts'
import {
  allocate,
  findFreeBlock,
  ipamPools,
  readPoolBlock,
  type IpamPoolRecord,
} from './ipam-pool.ts'

/**
 * Gives a pool addresses: any private ones to a topmost pool, some of its source's to one below.
 * @limits No two topmost pools of a scope share addresses.
 */
export const ProvisionIpamPoolCidr = operation<
  ProvisionIpamPoolCidrRequest,
  ProvisionIpamPoolCidrResult
>('ProvisionIpamPoolCidr', (ctx, input) => {
  refuseMembers('ProvisionIpamPoolCidr', input, [
    'CidrAuthorizationContext',
    'VerificationMethod',
    'IpamExternalResourceVerificationTokenId',
  ])
  const pool = findRecord(ctx, ipamPools, 'ipam-pool', input.IpamPoolId ?? '')
  const cidr = pool.sourcePoolId
    ? takeFromSource(ctx, pool, pool.sourcePoolId, input)
    : readTopmost(ctx, pool, input)
  const made = { id: newId(ctx.chance, 'ipam-pool-cidr'), cidr }
  ctx.db.put(ipamPools, { ...pool, cidrs: [...pool.cidrs, made] })
  return {
    IpamPoolCidr: { Cidr: cidr, IpamPoolCidrId: made.id, State: 'pending-provision' },
  }
})

function takeFromSource(
  ctx: Context,
  pool: IpamPoolRecord,
  sourceId: string,
  input: ProvisionIpamPoolCidrRequest,
): string {
  const source = findRecord(ctx, ipamPools, 'ipam-pool', sourceId)
  const cidr = findFreeBlock(ctx, source, { cidr: input.Cidr, netmaskLength: input.NetmaskLength })
  allocate(ctx, source, cidr, { resource: { id: pool.id, type: 'ipam-pool' } })
  return cidr
}

function readTopmost(
  ctx: Context,
  pool: IpamPoolRecord,
  input: ProvisionIpamPoolCidrRequest,
): string {
  if (!input.Cidr) {
    throw new AwsError('MissingParameter', 'The request must contain the parameter cidr')
  }
  const block = readPoolBlock(input.Cidr)
  const overlaps = ctx.db
    .by(ipamPools, 'scope', pool.scopeId)
    .filter(({ sourcePoolId }) => sourcePoolId === undefined)
    .flatMap(({ cidrs }) => cidrs)
    .some(({ cidr }) => blocksOverlap(readPoolBlock(cidr), block))
  if (!overlaps) return formatIpv4Block(block)
  throw new AwsError(
    'InvalidParameterValue',
    `The CIDR ${input.Cidr} overlaps with a CIDR that is provisioned in the scope.`,
  )
}
