import type { ModifyVpcAttributeRequest } from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findRecord } from '../find.ts'
import { networkInterfaces } from '../network-interfaces/network-interface.ts'
import { subnets } from '../subnets/subnet.ts'
import { vpcs } from './vpc.ts'

/**
 * Switches DNS or DNS host names of a VPC; guests and interfaces follow.
 * @differs Network address usage metrics are refused.
 */
export const ModifyVpcAttribute = operation<ModifyVpcAttributeRequest, object>(
  'ModifyVpcAttribute',
  (ctx, input) => {
    const vpc = findRecord(ctx, vpcs, 'vpc', input.VpcId ?? '')
    const { EnableDnsHostnames, EnableDnsSupport, EnableNetworkAddressUsageMetrics } = input
    const given = [EnableDnsHostnames, EnableDnsSupport, EnableNetworkAddressUsageMetrics].filter(
      (attribute) => attribute !== undefined,
    )
    if (given.length !== 1) {
      throw new AwsError(
        'InvalidParameterCombination',
        'You must specify exactly one attribute to modify.',
      )
    }
    // They are off here, so that switching them off changes nothing.
    if (EnableNetworkAddressUsageMetrics?.Value) {
      throw new AwsError(
        'UnsupportedOperation',
        'Network address usage metrics are not supported by the embedded cloud.',
      )
    }
    ctx.db.put(vpcs, {
      ...vpc,
      enableDnsHostnames: EnableDnsHostnames?.Value ?? vpc.enableDnsHostnames,
      enableDnsSupport: EnableDnsSupport?.Value ?? vpc.enableDnsSupport,
    })
    touchInterfaces(ctx, vpc.id)
    return {}
  },
)

/** Their public names come or go with the attribute: whoever shows or keeps them learns of it. */
function touchInterfaces(ctx: Context, vpcId: string): void {
  for (const subnet of ctx.db.by(subnets, 'vpc', vpcId)) {
    for (const eni of ctx.db.by(networkInterfaces, 'subnet', subnet.id)) {
      ctx.db.put(networkInterfaces, { ...eni })
    }
  }
}
