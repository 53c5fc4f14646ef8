import type {
  InstanceNetworkInterfaceSpecification,
  RunInstancesCommandInput,
} from '@aws-sdk/client-ec2'
import { zonesOf } from '../../../../catalogue/regions.ts'
import type { Context } from '../../../../engine/context.ts'
import { AwsError } from '../../../../errors.ts'
import { findZoneOutage } from '../../../faults/fault.ts'
import {
  checkAddressCount,
  checkInterfaceFits,
  checkPrefixSupport,
  isNitro,
} from '../../network-interfaces/address-limit.ts'
import {
  networkInterfaces,
  type NetworkInterfaceRecord,
} from '../../network-interfaces/network-interface.ts'
import { readNewIpv6Wish, type Ipv6Wish } from '../../network-interfaces/ipv6-addresses.ts'
import { readPrefixWishes, type PrefixWishes } from '../../network-interfaces/prefixes.ts'
import { isIpv6Native, subnets, type SubnetRecord } from '../../subnets/subnet.ts'
import { defaultVpc } from '../../vpcs/vpc.ts'
import { resolveGroups } from './launch-groups.ts'
import { zoneRefusal, type LaunchType } from './launch-type.ts'

/** Where the instances of a launch go; the first interface is the primary one. */
export interface NetworkPlan {
  readonly zone: string
  readonly interfaces: readonly InterfacePlan[]
}

export type InterfacePlan =
  | {
      readonly kind: 'existing'
      readonly eni: NetworkInterfaceRecord
      readonly deviceIndex: number
      readonly networkCardIndex: number
      readonly deleteOnTermination: boolean
    }
  | {
      readonly kind: 'new'
      readonly deviceIndex: number
      readonly networkCardIndex: number
      /** Tried in order until one has an address free. All in one zone unless nothing fixes the zone. */
      readonly subnets: readonly SubnetRecord[]
      readonly groupIds: readonly string[]
      readonly description: string
      readonly interfaceType: 'interface' | 'efa'
      readonly privateIp?: string
      readonly secondaryIps: readonly string[]
      readonly secondaryCount: number
      readonly ipv6: Ipv6Wish
      readonly prefixes: PrefixWishes
      readonly publicIp: boolean
      readonly deleteOnTermination: boolean
    }

/** Reads where a launch goes from its instance-level members or its network interfaces, as AWS combines and refuses them. */
export function planNetwork(
  ctx: Context,
  input: RunInstancesCommandInput,
  type: LaunchType,
): NetworkPlan {
  const specifications = input.NetworkInterfaces ?? []
  const interfaces =
    specifications.length > 0
      ? planInterfaces(ctx, input, type, specifications)
      : [planInterface(ctx, input, type, instanceLevel(input), false)]
  const zones = new Set(interfaces.map(zoneOf))
  if (zones.size > 1) {
    throw new AwsError(
      'InvalidParameterCombination',
      'The network interfaces of an instance must be in one Availability Zone.',
    )
  }
  const [zone = ''] = zones
  return { zone, interfaces }
}

/** Of the primary interface; of several default subnets, one stands for all. */
export function firstSubnet(ctx: Context, { interfaces }: NetworkPlan): SubnetRecord | undefined {
  const [primary] = interfaces
  if (primary?.kind !== 'existing') return primary?.subnets[0]
  return ctx.db.get(subnets, primary.eni.subnetId)
}

function zoneOf(plan: InterfacePlan): string {
  return plan.kind === 'existing'
    ? plan.eni.availabilityZone
    : (plan.subnets[0]?.availabilityZone ?? '')
}

/** A launch without NetworkInterfaces, as the one interface that it means. */
function instanceLevel(input: RunInstancesCommandInput): InstanceNetworkInterfaceSpecification {
  return {
    DeviceIndex: 0,
    SubnetId: input.SubnetId,
    PrivateIpAddress: input.PrivateIpAddress,
    Groups: input.SecurityGroupIds,
    Ipv6AddressCount: input.Ipv6AddressCount,
    Ipv6Addresses: input.Ipv6Addresses,
    PrimaryIpv6: input.EnablePrimaryIpv6,
  }
}

function planInterfaces(
  ctx: Context,
  input: RunInstancesCommandInput,
  type: LaunchType,
  specifications: readonly InstanceNetworkInterfaceSpecification[],
): readonly InterfacePlan[] {
  if (input.SubnetId) throw notTogether('subnet ID')
  if (input.SecurityGroupIds?.length || input.SecurityGroups?.length) {
    throw notTogether('security groups')
  }
  if (input.PrivateIpAddress) throw notTogether('private address')
  const limit = type.info.NetworkInfo?.MaximumNetworkInterfaces ?? specifications.length
  if (specifications.length > limit) {
    throw new AwsError(
      'AttachmentLimitExceeded',
      `Interface count ${specifications.length} exceeds the limit for ${type.name}`,
    )
  }
  const indexes = specifications.map(({ DeviceIndex }) => DeviceIndex)
  if (new Set(indexes).size !== indexes.length || !indexes.includes(0)) {
    throw new AwsError(
      'InvalidParameterValue',
      'Each network interface requires a device index of its own, beginning with 0.',
    )
  }
  const several = specifications.length > 1
  return [...specifications]
    .sort((a, b) => (a.DeviceIndex ?? 0) - (b.DeviceIndex ?? 0))
    .map((each) =>
      each.NetworkInterfaceId
        ? planExisting(ctx, input, type, each, each.NetworkInterfaceId)
        : planInterface(ctx, input, type, each, several),
    )
}

function notTogether(what: string): AwsError {
  return new AwsError(
    'InvalidParameterCombination',
    `Network interfaces and an instance-level ${what} may not be specified on the same request`,
  )
}

function planExisting(
  ctx: Context,
  input: RunInstancesCommandInput,
  type: LaunchType,
  specification: InstanceNetworkInterfaceSpecification,
  id: string,
): InterfacePlan {
  const eni = ctx.db.get(networkInterfaces, id)
  if (!eni) {
    throw new AwsError(
      'InvalidNetworkInterfaceID.NotFound',
      `The networkInterface ID '${id}' does not exist`,
    )
  }
  if (specification.AssociatePublicIpAddress !== undefined) {
    throw new AwsError(
      'InvalidParameterCombination',
      'The associatePublicIPAddress parameter cannot be specified for a network interface with an ID.',
    )
  }
  const named = input.NetworkInterfaces?.filter((each) => each.NetworkInterfaceId === id)
  if (eni.status !== 'available' || (named?.length ?? 0) > 1 || (input.MaxCount ?? 1) > 1) {
    throw new AwsError('InvalidNetworkInterface.InUse', `Interface: [${id}] in use.`)
  }
  checkInterfaceFits(type.name, eni)
  if (!type.zones.includes(eni.availabilityZone)) throw zoneRefusal(type, eni.availabilityZone)
  return {
    kind: 'existing',
    eni,
    deviceIndex: specification.DeviceIndex ?? 0,
    networkCardIndex: specification.NetworkCardIndex ?? 0,
    deleteOnTermination: specification.DeleteOnTermination ?? false,
  }
}

function planInterface(
  ctx: Context,
  input: RunInstancesCommandInput,
  type: LaunchType,
  specification: InstanceNetworkInterfaceSpecification,
  several: boolean,
): InterfacePlan {
  if (several && specification.AssociatePublicIpAddress) {
    throw new AwsError(
      'InvalidParameterCombination',
      'The associatePublicIPAddress parameter cannot be specified when launching with multiple network interfaces.',
    )
  }
  const candidates = chooseSubnets(ctx, input, type, specification.SubnetId)
  const [subnet] = candidates
  if (!subnet) throw new Error('A launch without a subnet')
  if (isIpv6Native(subnet)) checkNative(type, subnet, specification)
  const listed = specification.PrivateIpAddresses ?? []
  const primaryIp =
    specification.PrivateIpAddress ?? listed.find(({ Primary }) => Primary)?.PrivateIpAddress
  if (primaryIp && (input.MaxCount ?? 1) > 1) {
    throw new AwsError(
      'InvalidParameterCombination',
      'The parameter privateIpAddress cannot be used when launching more than one instance.',
    )
  }
  const secondaryIps = listed.flatMap(({ Primary, PrivateIpAddress }) =>
    !Primary && PrivateIpAddress ? [PrivateIpAddress] : [],
  )
  const secondaryCount = specification.SecondaryPrivateIpAddressCount ?? 0
  const prefixes = readPrefixes(input, type, specification, secondaryIps.length + secondaryCount)
  const addresses = (isIpv6Native(subnet) ? 0 : 1) + secondaryIps.length + secondaryCount
  checkAddressCount(type.name, undefined, 'ipv4', addresses + countPrefixes(prefixes.ipv4))
  return {
    kind: 'new',
    deviceIndex: specification.DeviceIndex ?? 0,
    networkCardIndex: specification.NetworkCardIndex ?? 0,
    subnets: candidates,
    groupIds: resolveGroups(ctx, subnet, {
      ids: specification.Groups,
      names: input.SecurityGroups,
      subnetNamed: specification.SubnetId !== undefined,
    }),
    description: specification.Description ?? '',
    interfaceType: specification.InterfaceType === 'efa' ? 'efa' : 'interface',
    privateIp: primaryIp,
    secondaryIps,
    secondaryCount,
    ipv6: readNewIpv6Wish(subnet, specification),
    prefixes,
    publicIp:
      specification.AssociatePublicIpAddress ??
      (specification.DeviceIndex === 0 && !several && subnet.mapPublicIpOnLaunch),
    deleteOnTermination: specification.DeleteOnTermination ?? true,
  }
}

/** Subnets of IPv6 alone are for the Nitro System and give no public IPv4 address; no proof of AWS's words was found. */
function checkNative(
  type: LaunchType,
  { id }: SubnetRecord,
  { AssociatePublicIpAddress }: InstanceNetworkInterfaceSpecification,
): void {
  if (!isNitro(type.name)) {
    throw new AwsError(
      'UnsupportedOperation',
      `The instance type ${type.name} cannot be launched in the IPv6-only subnet '${id}'. Use an instance built on the Nitro System.`,
    )
  }
  if (!AssociatePublicIpAddress) return
  throw new AwsError(
    'InvalidParameterCombination',
    `A public IPv4 address cannot be associated in the IPv6-only subnet '${id}'.`,
  )
}

/** What is listed by name is for one instance alone. */
function readPrefixes(
  input: RunInstancesCommandInput,
  type: LaunchType,
  specification: InstanceNetworkInterfaceSpecification,
  secondaries: number,
): PrefixWishes {
  const { Ipv6Addresses = [], Ipv6AddressCount = 0 } = specification
  const wishes = readPrefixWishes(specification, {
    ipv4: secondaries > 0,
    ipv6: Ipv6Addresses.length + Ipv6AddressCount > 0,
  })
  const named = wishes.ipv4.listed.length + wishes.ipv6.listed.length
  if (named > 0 && (input.MaxCount ?? 1) > 1) {
    throw new AwsError(
      'InvalidParameterCombination',
      'Specific prefixes cannot be used when launching more than one instance.',
    )
  }
  if (countPrefixes(wishes.ipv4) + countPrefixes(wishes.ipv6) > 0) checkPrefixSupport(type.name)
  return wishes
}

function countPrefixes({ listed, count }: PrefixWishes['ipv4']): number {
  return listed.length + count
}

/** The subnet named, or the default subnets that the asked zone and the type leave. */
function chooseSubnets(
  ctx: Context,
  input: RunInstancesCommandInput,
  type: LaunchType,
  subnetId: string | undefined,
): readonly SubnetRecord[] {
  const zone = input.Placement?.AvailabilityZone
  if (subnetId !== undefined) {
    const subnet = ctx.db.get(subnets, subnetId)
    if (!subnet) {
      throw new AwsError('InvalidSubnetID.NotFound', `The subnet ID '${subnetId}' does not exist`)
    }
    if (zone && zone !== subnet.availabilityZone) {
      throw new AwsError(
        'InvalidParameterValue',
        `The availability zone '${zone}' does not match that of the subnet '${subnetId}'.`,
      )
    }
    if (!type.zones.includes(subnet.availabilityZone)) {
      throw zoneRefusal(type, subnet.availabilityZone)
    }
    return [subnet]
  }
  const vpc = defaultVpc(ctx.db)
  if (!vpc) {
    throw new AwsError(
      'VPCIdNotSpecified',
      'No default VPC for this user. GroupName is only supported for EC2-Classic and default VPC.',
    )
  }
  const inVpc = ctx.db.by(subnets, 'vpc', vpc.id).filter(({ defaultForAz }) => defaultForAz)
  if (zone) {
    const known = zonesOf(ctx.region).some(({ name }) => name === zone)
    if (!known) {
      throw new AwsError('InvalidParameterValue', `Invalid availability zone: [${zone}]`)
    }
    if (!type.zones.includes(zone)) throw zoneRefusal(type, zone)
  }
  const fitting = inVpc.filter(
    ({ availabilityZone }) =>
      type.zones.includes(availabilityZone) && (!zone || zone === availabilityZone),
  )
  const open = fitting.filter(({ availabilityZone }) => !findZoneOutage(ctx.db, availabilityZone))
  if (fitting.length === 0) {
    throw new AwsError(
      'MissingInput',
      `No subnets found for the default VPC '${vpc.id}'. Please specify a subnet.`,
    )
  }
  const chosen = open.length > 0 ? open : fitting
  const first = ctx.chance.below(chosen.length)
  return [...chosen.slice(first), ...chosen.slice(0, first)]
}
