import type { Context } from '../../../engine/context.ts'
import { checkQuota } from '../../service-quotas/quotas.ts'
import { defaultDhcpOptionsId } from '../dhcp-options/default-options.ts'
import { newId } from '../ids.ts'
import { defaultEntries, networkAcls } from '../network-acls/network-acl.ts'
import { routeTables } from '../route-tables/route-table.ts'
import { localRoutes } from '../route-tables/local-routes.ts'
import { createDefaultRules } from '../security-groups/default-rules.ts'
import { securityGroups } from '../security-groups/security-group.ts'
import type { Tag } from '../tag.ts'
import { takeIpv6Block } from './ipv6-block.ts'
import { vpcs, type VpcRecord } from './vpc.ts'

export interface VpcShape {
  readonly cidrBlock: string
  readonly instanceTenancy?: VpcRecord['instanceTenancy']
  readonly isDefault?: boolean
  readonly ipv6?: boolean
  readonly tags?: readonly Tag[]
}

/** A VPC with what AWS makes with each: main route table, default network ACL, default security group. */
export function makeVpc(ctx: Context, shape: VpcShape): VpcRecord {
  checkQuota(ctx, 'vpcs', ctx.db.count(vpcs))
  const id = (prefix: string) => newId(ctx.chance, prefix)
  const isDefault = shape.isDefault ?? false
  const vpc: VpcRecord = {
    id: id('vpc'),
    cidrBlock: shape.cidrBlock,
    cidrAssociationId: id('vpc-cidr-assoc'),
    ...(shape.ipv6 && {
      ipv6Blocks: [{ id: id('vpc-cidr-assoc'), cidrBlock: takeIpv6Block(ctx) }],
    }),
    isDefault,
    state: 'available',
    dhcpOptionsId: defaultDhcpOptionsId(ctx),
    instanceTenancy: shape.instanceTenancy ?? 'default',
    enableDnsSupport: true,
    enableDnsHostnames: isDefault,
    tags: shape.tags ?? [],
  }
  ctx.db.put(vpcs, vpc)
  ctx.db.put(routeTables, {
    id: id('rtb'),
    vpcId: vpc.id,
    routes: localRoutes(vpc),
    associations: [{ id: id('rtbassoc'), main: true }],
    tags: [],
  })
  ctx.db.put(networkAcls, {
    id: id('acl'),
    vpcId: vpc.id,
    isDefault: true,
    entries: defaultEntries(shape.ipv6 ?? false),
    associations: [],
    tags: [],
  })
  const groupId = id('sg')
  ctx.db.put(securityGroups, {
    id: groupId,
    name: 'default',
    description: 'default VPC security group',
    vpcId: vpc.id,
    tags: [],
  })
  createDefaultRules(ctx, groupId)
  return vpc
}
