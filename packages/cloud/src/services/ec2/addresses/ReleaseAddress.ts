import type { ReleaseAddressRequest } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { elasticIps } from './elastic-ip.ts'
import { findElasticIp } from './find-elastic-ip.ts'
import { releasePublicAddress } from './public-address.ts'

/**
 * Gives the address back to the pool.
 * @limits Not while it is associated or has a reverse DNS name.
 */
export const ReleaseAddress = operation<ReleaseAddressRequest, object>(
  'ReleaseAddress',
  (ctx, input) => {
    const address = findElasticIp(ctx, input)
    if (!input.AllocationId) {
      throw new AwsError(
        'InvalidParameterValue',
        'You must specify an allocation id when releasing a VPC elastic IP address',
      )
    }
    if (address.association) {
      throw new AwsError('InvalidIPAddress.InUse', `Address ${address.publicIp} is in use.`)
    }
    if (address.ptrRecord !== undefined) {
      throw new AwsError(
        'InvalidAddress.Locked',
        `The address with allocation id [${address.id}] cannot be released because it has a reverse DNS record.`,
      )
    }
    ctx.db.delete(elasticIps, address.id)
    releasePublicAddress(ctx, address.publicIp)
    return {}
  },
)
