import type { AllocateAddressRequest, AllocateAddressResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { checkQuota } from '../../service-quotas/quotas.ts'
import { newId } from '../ids.ts'
import { readTagSpecifications } from '../tags.ts'
import { elasticIps } from './elastic-ip.ts'
import { takePublicAddress } from './public-address.ts'

/**
 * Takes a public address from Amazon's pool; guests and the outside reach an instance by it once it is
 * associated.
 * @limits 5 addresses in a Region.
 * @differs Customer-owned, IPAM and own pools are refused.
 */
export const AllocateAddress = operation<AllocateAddressRequest, AllocateAddressResult>(
  'AllocateAddress',
  (ctx, input) => {
    checkPool(input, ctx.region)
    const tagsOf = readTagSpecifications(input.TagSpecifications, ['elastic-ip'])
    checkQuota(ctx, 'elasticIps', ctx.db.count(elasticIps))
    const id = newId(ctx.chance, 'eipalloc')
    const publicIp = takePublicAddress(ctx, { allocationId: id })
    ctx.db.put(elasticIps, { id, publicIp, tags: tagsOf('elastic-ip') })
    return {
      AllocationId: id,
      PublicIp: publicIp,
      PublicIpv4Pool: 'amazon',
      NetworkBorderGroup: ctx.region,
      Domain: 'vpc',
    }
  },
)

/** Addresses come from Amazon's pool, in the Region's one border group. */
function checkPool(input: AllocateAddressRequest, region: string): void {
  const { PublicIpv4Pool: pool = 'amazon', NetworkBorderGroup: group = region } = input
  if (input.Address ?? input.CustomerOwnedIpv4Pool ?? input.IpamPoolId) {
    throw new AwsError(
      'UnsupportedOperation',
      'Only addresses from Amazon’s pool can be allocated in the embedded cloud.',
    )
  }
  if (pool !== 'amazon') {
    throw new AwsError(
      'InvalidPublicIpv4PoolID.NotFound',
      `The publicIpv4Pool ID '${pool}' does not exist`,
    )
  }
  if (group !== region) {
    throw new AwsError(
      'InvalidParameterValue',
      `Value (${group}) for parameter networkBorderGroup is invalid.`,
    )
  }
}
