import type { Context } from '../engine/context.ts'
import { privateDnsName, publicDnsName } from '../services/ec2/addresses/dns-names.ts'
import type { NetworkInterfaceRecord } from '../services/ec2/network-interfaces/network-interface.ts'
import { securityGroups } from '../services/ec2/security-groups/security-group.ts'
import { subnets } from '../services/ec2/subnets/subnet.ts'
import {
  givesPublicDnsNames,
  ipv4Associations,
  ipv6Associations,
  vpcs,
} from '../services/ec2/vpcs/vpc.ts'
import type { Tree } from './metadata-tree.ts'

/** `network/interfaces/macs/<mac>/` of one interface. */
export function interfaceTree(ctx: Context, eni: NetworkInterfaceRecord): Tree {
  const subnet = ctx.db.get(subnets, eni.subnetId)
  const vpc = ctx.db.get(vpcs, eni.vpcId)
  const mapped = eni.privateIpAddresses.flatMap(({ address, association }) =>
    association ? [{ address, publicIp: association.publicIp }] : [],
  )
  const publicIp = publicAddressOf(eni)
  const { privateIpAddress } = eni
  return {
    'device-number': () => String(eni.attachment?.deviceIndex ?? 0),
    'interface-id': () => eni.id,
    ...blockTexts('ipv4-prefix', eni.ipv4Prefixes),
    ...blockTexts('ipv6-prefix', eni.ipv6Prefixes),
    ...(mapped.length > 0 && {
      'ipv4-associations': Object.fromEntries(
        mapped.map((each) => [each.publicIp, () => each.address]),
      ),
      'public-ipv4s': () => mapped.map((each) => each.publicIp).join('\n'),
    }),
    ...(eni.ipv6Addresses.length > 0 && { ipv6s: () => eni.ipv6Addresses.join('\n') }),
    ...(privateIpAddress !== undefined && {
      'local-hostname': () => privateDnsName(privateIpAddress, ctx.region),
      'local-ipv4s': () => eni.privateIpAddresses.map(({ address }) => address).join('\n'),
    }),
    mac: () => eni.macAddress,
    'network-card': () => String(eni.attachment?.networkCardIndex ?? 0),
    'owner-id': () => ctx.account,
    ...(publicIp &&
      givesPublicDnsNames(ctx.db, eni.vpcId) && {
        'public-hostname': () => publicDnsName(publicIp, ctx.region),
      }),
    'security-group-ids': () => eni.groupIds.join('\n'),
    'security-groups': () => groupNames(ctx, eni),
    'subnet-id': () => eni.subnetId,
    ...(subnet?.cidrBlock !== undefined && { 'subnet-ipv4-cidr-block': () => subnet.cidrBlock }),
    ...blockList('subnet-ipv6-cidr-blocks', subnet?.ipv6Blocks),
    'vpc-id': () => eni.vpcId,
    'vpc-ipv4-cidr-block': () => vpc?.cidrBlock,
    ...blockList('vpc-ipv4-cidr-blocks', vpc && ipv4Associations(vpc)),
    ...blockList('vpc-ipv6-cidr-blocks', vpc && ipv6Associations(vpc)),
  }
}

/** Absent where there is no block. */
function blockList(name: string, blocks: readonly { readonly cidrBlock: string }[] = []): Tree {
  return blockTexts(
    name,
    blocks.map(({ cidrBlock }) => cidrBlock),
  )
}

function blockTexts(name: string, blocks: readonly string[] = []): Tree {
  return blocks.length > 0 ? { [name]: () => blocks.join('\n') } : {}
}

export function groupNames(ctx: Context, eni: NetworkInterfaceRecord): string {
  return eni.groupIds.map((id) => ctx.db.get(securityGroups, id)?.name).join('\n')
}

export function publicAddressOf(eni: NetworkInterfaceRecord): string | undefined {
  return eni.privateIpAddresses.find(({ primary }) => primary)?.association?.publicIp
}
