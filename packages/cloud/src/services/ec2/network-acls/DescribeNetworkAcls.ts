import type { DescribeNetworkAclsRequest, DescribeNetworkAclsResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { describeRecords } from '../describe.ts'
import type { FilterFields } from '../filters.ts'
import { toNetworkAcl } from './describe-network-acl.ts'
import { networkAcls, type NetworkAclEntry, type NetworkAclRecord } from './network-acl.ts'

/** Lists ACLs with their rules and subnets. */
export const DescribeNetworkAcls = operation<DescribeNetworkAclsRequest, DescribeNetworkAclsResult>(
  'DescribeNetworkAcls',
  (ctx, input) => {
    const { items, nextToken } = describeRecords(ctx, 'DescribeNetworkAcls', networkAcls, input, {
      kind: 'network-acl',
      ids: input.NetworkAclIds,
      filters: networkAclFilters(ctx.account),
    })
    return { NetworkAcls: items.map((acl) => toNetworkAcl(acl, ctx.account)), NextToken: nextToken }
  },
)

function networkAclFilters(ownerId: string): FilterFields<NetworkAclRecord> {
  const entries =
    (read: (entry: NetworkAclEntry) => string | number | boolean | undefined) =>
    (acl: NetworkAclRecord) =>
      acl.entries.map(read)
  return {
    fields: {
      'association.association-id': (acl) => acl.associations.map(({ id }) => id),
      'association.network-acl-id': (acl) => acl.associations.map(() => acl.id),
      'association.subnet-id': (acl) => acl.associations.map(({ subnetId }) => subnetId),
      default: (acl) => acl.isDefault,
      'entry.cidr': entries((entry) => entry.cidrBlock),
      'entry.icmp.code': entries((entry) => entry.icmp?.code),
      'entry.icmp.type': entries((entry) => entry.icmp?.type),
      'entry.ipv6-cidr': entries((entry) => entry.ipv6CidrBlock),
      'entry.port-range.from': entries((entry) => entry.portRange?.from),
      'entry.port-range.to': entries((entry) => entry.portRange?.to),
      'entry.protocol': entries((entry) => entry.protocol),
      'entry.rule-action': entries((entry) => entry.action),
      'entry.egress': entries((entry) => entry.egress),
      'entry.rule-number': entries((entry) => entry.ruleNumber),
      'network-acl-id': (acl) => acl.id,
      'owner-id': () => ownerId,
      'vpc-id': (acl) => acl.vpcId,
    },
    tags: (acl) => acl.tags,
  }
}
