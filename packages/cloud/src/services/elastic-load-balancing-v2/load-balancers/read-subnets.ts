import type { SubnetMapping } from '@aws-sdk/client-elastic-load-balancing-v2'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { elasticIps, type ElasticIpRecord } from '../../ec2/addresses/elastic-ip.ts'
import { internetGateways } from '../../ec2/internet-gateways/internet-gateway.ts'
import { subnets, type SubnetRecord } from '../../ec2/subnets/subnet.ts'
import { invalidConfiguration, resourceInUse, unsupported, validationError } from '../errors.ts'
import { loadBalancers, type LoadBalancerRecord } from './load-balancer.ts'

/** Where a node is to be, and with which addresses. */
export interface NodeWish {
  readonly subnet: SubnetRecord
  readonly elasticIp?: ElasticIpRecord
  readonly privateIPv4Address?: string
}

interface SubnetInput {
  readonly Subnets?: readonly string[] | undefined
  readonly SubnetMappings?: readonly SubnetMapping[] | undefined
}

/** The subnets of a call: of one VPC, one in a zone, and two at least for an application load balancer. */
export function readSubnets(
  ctx: Context,
  { Subnets, SubnetMappings }: SubnetInput,
  balancer: Pick<LoadBalancerRecord, 'name' | 'type' | 'scheme' | 'ipAddressType'>,
): readonly NodeWish[] {
  if (Subnets?.length && SubnetMappings?.length) {
    throw validationError('Only one of subnets or subnet mappings can be specified')
  }
  const mappings: readonly SubnetMapping[] = SubnetMappings?.length
    ? SubnetMappings
    : (Subnets ?? []).map((SubnetId) => ({ SubnetId }))
  if (mappings.length === 0) throw validationError('At least one subnet must be specified')
  const wishes = mappings.map((mapping) => readMapping(ctx, mapping, balancer))
  checkTogether(wishes, balancer)
  const vpcId = wishes[0]?.subnet.vpcId ?? ''
  const isPublic = balancer.scheme === 'internet-facing'
  if (isPublic && ctx.db.by(internetGateways, 'vpc', vpcId).length === 0) {
    throw new AwsError('InvalidSubnet', `VPC ${vpcId} has no internet gateway`)
  }
  return wishes
}

function checkTogether(
  wishes: readonly NodeWish[],
  { type, ipAddressType }: Pick<LoadBalancerRecord, 'type' | 'ipAddressType'>,
): void {
  const vpcIds = new Set(wishes.map(({ subnet }) => subnet.vpcId))
  const zones = new Set(wishes.map(({ subnet }) => subnet.availabilityZone))
  if (vpcIds.size > 1) {
    throw invalidConfiguration('A load balancer cannot be attached to subnets in multiple VPCs')
  }
  if (zones.size < wishes.length) {
    throw invalidConfiguration(
      'A load balancer cannot be attached to multiple subnets in the same Availability Zone',
    )
  }
  if (type === 'application' && zones.size < 2) {
    throw validationError(
      'At least two subnets in two different Availability Zones must be specified',
    )
  }
  if (ipAddressType === 'dualstack') checkIpv6(wishes.map(({ subnet }) => subnet))
}

/** A dual-stack balancer has an IPv6 address in each subnet. */
export function checkIpv6(of: readonly SubnetRecord[]): void {
  if (of.every(({ ipv6Blocks = [] }) => ipv6Blocks.length > 0)) return
  throw invalidConfiguration('You must specify subnets with an associated IPv6 CIDR block.')
}

function readMapping(
  ctx: Context,
  mapping: SubnetMapping,
  { name, type, scheme }: Pick<LoadBalancerRecord, 'name' | 'type' | 'scheme'>,
): NodeWish {
  const { SubnetId = '', AllocationId, PrivateIPv4Address } = mapping
  if (mapping.IPv6Address !== undefined || mapping.SourceNatIpv6Prefix !== undefined) {
    throw unsupported('IPv6 addresses in subnet mappings are')
  }
  const subnet = ctx.db.get(subnets, SubnetId)
  if (!subnet) throw new AwsError('SubnetNotFound', `The subnet ID '${SubnetId}' does not exist`)
  const given = AllocationId !== undefined || PrivateIPv4Address !== undefined
  if (given && type === 'application') {
    throw invalidConfiguration(
      `You cannot specify addresses in subnet mappings for load balancers with type '${type}'`,
    )
  }
  if (AllocationId !== undefined && scheme === 'internal') {
    throw invalidConfiguration(
      "Elastic IP addresses are not supported for load balancers with scheme 'internal'",
    )
  }
  if (PrivateIPv4Address !== undefined && scheme !== 'internal') {
    throw invalidConfiguration(
      `Private IPv4 addresses are not supported for load balancers with scheme '${scheme}'`,
    )
  }
  return {
    subnet,
    ...(AllocationId !== undefined && { elasticIp: findFreeElasticIp(ctx, AllocationId, name) }),
    ...(PrivateIPv4Address !== undefined && { privateIPv4Address: PrivateIPv4Address }),
  }
}

/** `name`: of the balancer that it is for, which may have it already. */
function findFreeElasticIp(ctx: Context, id: string, name: string): ElasticIpRecord {
  const found = ctx.db.get(elasticIps, id)
  if (!found) {
    throw new AwsError('AllocationIdNotFound', `The allocation IDs '${id}' do not exist`)
  }
  const on = found.association?.networkInterfaceId
  if (on === undefined) return found
  if (ctx.db.by(loadBalancers, 'interface', on)[0]?.name === name) return found
  throw resourceInUse(`The allocation IDs '${id}' are not available for use`)
}
