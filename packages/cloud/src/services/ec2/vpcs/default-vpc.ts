import type { RegionSeed } from '../../../engine/seeds.ts'
import { zonesOf } from '../../../catalogue/regions.ts'
import { formatIpv4, parseIpv4Block } from '../../../network/cidr.ts'
import { privateDomain } from '../addresses/dns-names.ts'
import { dhcpOptions } from '../dhcp-options/dhcp-options.ts'
import { newId } from '../ids.ts'
import { internetGateways } from '../internet-gateways/internet-gateway.ts'
import { networkAcls, type NetworkAclEntry } from '../network-acls/network-acl.ts'
import { routeTables } from '../route-tables/route-table.ts'
import { securityGroups } from '../security-groups/security-group.ts'
import { createDefaultRules } from '../security-groups/default-rules.ts'
import { subnets } from '../subnets/subnet.ts'
import { vpcs } from './vpc.ts'

const vpcBlock = '172.31.0.0/16'
const subnetPrefixLength = 20

/**
 * The default VPC that AWS makes in every Region of an account.
 * https://docs.aws.amazon.com/vpc/latest/userguide/default-vpc-components.html
 */
export const seedDefaultVpc: RegionSeed = (ctx) => {
  const id = (prefix: string) => newId(ctx.chance, prefix)
  const vpcId = id('vpc')
  const dhcpOptionsId = id('dopt')
  const gatewayId = id('igw')
  ctx.db.put(dhcpOptions, {
    id: dhcpOptionsId,
    configurations: [
      { key: 'domain-name', values: [privateDomain(ctx.region)] },
      { key: 'domain-name-servers', values: ['AmazonProvidedDNS'] },
    ],
    tags: [],
  })
  ctx.db.put(vpcs, {
    id: vpcId,
    cidrBlock: vpcBlock,
    cidrAssociationId: id('vpc-cidr-assoc'),
    isDefault: true,
    state: 'available',
    dhcpOptionsId,
    instanceTenancy: 'default',
    enableDnsSupport: true,
    enableDnsHostnames: true,
    tags: [],
  })
  ctx.db.put(internetGateways, { id: gatewayId, vpcId, tags: [] })
  ctx.db.put(routeTables, {
    id: id('rtb'),
    vpcId,
    routes: [
      {
        destinationCidrBlock: vpcBlock,
        gatewayId: 'local',
        state: 'active',
        origin: 'CreateRouteTable',
      },
      { destinationCidrBlock: '0.0.0.0/0', gatewayId, state: 'active', origin: 'CreateRoute' },
    ],
    associations: [{ id: id('rtbassoc'), main: true }],
    tags: [],
  })
  const subnetIds = zonesOf(ctx.region).map((zone, index) => {
    const subnetId = id('subnet')
    ctx.db.put(subnets, {
      id: subnetId,
      vpcId,
      cidrBlock: subnetBlock(index),
      availabilityZone: zone.name,
      availabilityZoneId: zone.id,
      defaultForAz: true,
      mapPublicIpOnLaunch: true,
      state: 'available',
      tags: [],
    })
    return subnetId
  })
  ctx.db.put(networkAcls, {
    id: id('acl'),
    vpcId,
    isDefault: true,
    entries: defaultEntries,
    associations: subnetIds.map((subnetId) => ({ id: id('aclassoc'), subnetId })),
    tags: [],
  })
  const groupId = id('sg')
  ctx.db.put(securityGroups, {
    id: groupId,
    name: 'default',
    description: 'default VPC security group',
    vpcId,
    tags: [],
  })
  createDefaultRules(ctx, groupId)
}

/** Everything in and out allowed, then the last rule that denies what no other rule has matched. */
const defaultEntries: readonly NetworkAclEntry[] = [true, false].flatMap((egress) => [
  { ruleNumber: 100, protocol: '-1', action: 'allow' as const, egress, cidrBlock: '0.0.0.0/0' },
  { ruleNumber: 32767, protocol: '-1', action: 'deny' as const, egress, cidrBlock: '0.0.0.0/0' },
])

function subnetBlock(index: number): string {
  const block = parseIpv4Block(vpcBlock)
  const first = (block?.first ?? 0) + index * 2 ** (32 - subnetPrefixLength)
  return `${formatIpv4(first)}/${subnetPrefixLength}`
}
