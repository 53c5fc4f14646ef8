import type {
  Address,
  DescribeAddressesRequest,
  DescribeAddressesResult,
} from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { compileFilters } from '../filters.ts'
import { findRecord } from '../find.ts'
import { networkInterfaces } from '../network-interfaces/network-interface.ts'
import { elasticIps, type ElasticIpRecord } from './elastic-ip.ts'
import { findByPublicIp } from './find-elastic-ip.ts'

/** Lists Elastic IPs with what they are associated with. */
export const DescribeAddresses = operation<DescribeAddressesRequest, DescribeAddressesResult>(
  'DescribeAddresses',
  (ctx, input) => {
    const asked = [
      ...(input.AllocationIds ?? []).map((id) => findRecord(ctx, elasticIps, 'elastic-ip', id)),
      ...(input.PublicIps ?? []).map((publicIp) => findByPublicIp(ctx, publicIp)),
    ]
    const all = asked.length > 0 ? [...new Set(asked)] : ctx.db.all(elasticIps)
    const matches = compileFilters<ElasticIpRecord>('DescribeAddresses', input.Filters, {
      fields: {
        'allocation-id': ({ id }) => id,
        'association-id': ({ association }) => association?.id,
        domain: () => 'vpc',
        'instance-id': (address) => instanceOf(ctx, address),
        'network-border-group': () => ctx.region,
        'network-interface-id': ({ association }) => association?.networkInterfaceId,
        'network-interface-owner-id': ({ association }) => association && ctx.account,
        'private-ip-address': ({ association }) => association?.privateIpAddress,
        'public-ip': ({ publicIp }) => publicIp,
      },
      tags: ({ tags }) => tags,
    })
    return { Addresses: all.filter(matches).map((address) => toAddress(ctx, address)) }
  },
)

function toAddress(ctx: Context, address: ElasticIpRecord): Address {
  const { association } = address
  return {
    AllocationId: address.id,
    PublicIp: address.publicIp,
    Domain: 'vpc',
    PublicIpv4Pool: 'amazon',
    NetworkBorderGroup: ctx.region,
    InstanceId: instanceOf(ctx, address),
    AssociationId: association?.id,
    NetworkInterfaceId: association?.networkInterfaceId,
    NetworkInterfaceOwnerId: association && ctx.account,
    PrivateIpAddress: association?.privateIpAddress,
    Tags: [...address.tags],
  }
}

function instanceOf(ctx: Context, { association }: ElasticIpRecord): string | undefined {
  if (!association) return undefined
  return ctx.db.get(networkInterfaces, association.networkInterfaceId)?.attachment?.instanceId
}
