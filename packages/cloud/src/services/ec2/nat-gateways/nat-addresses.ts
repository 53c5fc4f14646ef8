import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { associateElasticIp, disassociateElasticIp } from '../addresses/associate.ts'
import { elasticIps, type ElasticIpRecord } from '../addresses/elastic-ip.ts'
import { findRecord } from '../find.ts'
import { networkInterfaces } from '../network-interfaces/network-interface.ts'
import { addSecondaryAddresses } from '../network-interfaces/new-network-interface.ts'
import { subnets } from '../subnets/subnet.ts'
import { natGateways, type NatAddress, type NatGatewayRecord } from './nat-gateway.ts'

/** https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html: with the primary one, of either kind. */
const addressLimit = 8

export interface NatAddressWish {
  readonly allocations: readonly ElasticIpRecord[]
  /** Those that are named; the others are chosen. */
  readonly privateIps: readonly string[]
  readonly count: number
}

/** A gateway that can be given addresses, of the kind that the call is for. */
export function findChangeable(
  ctx: Context,
  id: string | undefined,
  kind: NatGatewayRecord['connectivityType'],
): NatGatewayRecord {
  const gateway = findRecord(ctx, natGateways, 'nat-gateway', id ?? '')
  if (gateway.connectivityType !== kind) {
    throw new AwsError(
      'InvalidParameter',
      `The NAT gateway ${gateway.id} is not a ${kind} NAT gateway.`,
    )
  }
  if (gateway.state === 'available' || gateway.state === 'pending') return gateway
  throw new AwsError(
    'IncorrectState',
    `The NAT gateway ${gateway.id} is in the state '${gateway.state}'.`,
  )
}

/** Gives a gateway secondary addresses, each with its Elastic IP where there is one; returns those that are new. */
export function addNatAddresses(
  ctx: Context,
  gateway: NatGatewayRecord,
  wish: NatAddressWish,
): readonly NatAddress[] {
  const present = gateway.secondary ?? []
  if (1 + present.length + wish.count > addressLimit) {
    throw new AwsError(
      'NatGatewayLimitExceeded',
      `Performing this operation would exceed the limit of ${addressLimit} addresses for the NAT gateway ${gateway.id}`,
    )
  }
  const before = findRecord(
    ctx,
    networkInterfaces,
    'network-interface',
    gateway.networkInterfaceId ?? '',
  )
  const subnet = findRecord(ctx, subnets, 'subnet', gateway.subnetId)
  const eni = addSecondaryAddresses(ctx, subnet, before, {
    secondaryIps: wish.privateIps,
    secondaryCount: wish.count - wish.privateIps.length,
  })
  const added = eni.privateIpAddresses
    .slice(before.privateIpAddresses.length)
    .map(({ address: privateIp }, at): NatAddress => {
      const elastic = wish.allocations[at]
      if (!elastic) return { privateIp }
      const associationId = associateElasticIp(ctx, elastic, eni, privateIp)
      return { privateIp, allocationId: elastic.id, publicIp: elastic.publicIp, associationId }
    })
  ctx.db.put(natGateways, { ...gateway, secondary: [...present, ...added] })
  return added
}

/** Takes secondary addresses from a gateway; their Elastic IPs become free. */
export function removeNatAddresses(
  ctx: Context,
  gateway: NatGatewayRecord,
  gone: readonly NatAddress[],
): void {
  for (const { allocationId } of gone) {
    const elastic = allocationId === undefined ? undefined : ctx.db.get(elasticIps, allocationId)
    if (elastic) disassociateElasticIp(ctx, elastic)
  }
  const eni = ctx.db.get(networkInterfaces, gateway.networkInterfaceId ?? '')
  if (eni) {
    ctx.db.put(networkInterfaces, {
      ...eni,
      privateIpAddresses: eni.privateIpAddresses.filter(
        ({ address }) => !gone.some(({ privateIp }) => privateIp === address),
      ),
    })
  }
  const secondary = (gateway.secondary ?? []).filter((each) => !gone.includes(each))
  ctx.db.put(natGateways, { ...gateway, secondary })
}

/** Elastic IPs that are free to be put on a gateway. */
export function freeAllocations(ctx: Context, ids: readonly string[]): readonly ElasticIpRecord[] {
  return ids.map((id) => {
    const address = findRecord(ctx, elasticIps, 'elastic-ip', id)
    if (!address.association) return address
    throw new AwsError(
      'Resource.AlreadyAssociated',
      `Elastic IP address [${address.id}] is already associated`,
    )
  })
}
