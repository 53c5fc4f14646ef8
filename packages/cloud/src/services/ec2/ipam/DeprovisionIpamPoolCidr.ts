import type {
  DeprovisionIpamPoolCidrRequest,
  DeprovisionIpamPoolCidrResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { blocksOverlap } from '../../../network/cidr.ts'
import { findRecord } from '../find.ts'
import { ipamAllocations, ipamPools, readPoolBlock } from './ipam-pool.ts'

/**
 * Takes addresses from a pool; they are its source's again.
 * @limits Not while some of them are allocated.
 */
export const DeprovisionIpamPoolCidr = operation<
  DeprovisionIpamPoolCidrRequest,
  DeprovisionIpamPoolCidrResult
>('DeprovisionIpamPoolCidr', (ctx, { IpamPoolId = '', Cidr = '' }) => {
  const pool = findRecord(ctx, ipamPools, 'ipam-pool', IpamPoolId)
  const gone = pool.cidrs.find(({ cidr }) => cidr === Cidr)
  if (!gone) {
    throw new AwsError(
      'InvalidParameterValue',
      `The CIDR ${Cidr} is not provisioned to the IPAM pool ${pool.id}.`,
    )
  }
  const block = readPoolBlock(gone.cidr)
  const used = ctx.db
    .by(ipamAllocations, 'pool', pool.id)
    .some(({ cidr }) => blocksOverlap(readPoolBlock(cidr), block))
  if (used) {
    throw new AwsError('DependencyViolation', `The CIDR ${Cidr} has allocations.`)
  }
  for (const { id, cidr } of ctx.db.by(ipamAllocations, 'resource', pool.id)) {
    if (cidr === gone.cidr) ctx.db.delete(ipamAllocations, id)
  }
  ctx.db.put(ipamPools, { ...pool, cidrs: pool.cidrs.filter((each) => each !== gone) })
  return {
    IpamPoolCidr: { Cidr, IpamPoolCidrId: gone.id, State: 'pending-deprovision' },
  }
})
