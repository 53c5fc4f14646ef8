import type { NetworkAcl } from '@aws-sdk/client-ec2'
import type { NetworkAclRecord } from './network-acl.ts'

export function toNetworkAcl(acl: NetworkAclRecord, ownerId: string): NetworkAcl {
  return {
    NetworkAclId: acl.id,
    VpcId: acl.vpcId,
    OwnerId: ownerId,
    IsDefault: acl.isDefault,
    Entries: acl.entries.map((entry) => ({
      RuleNumber: entry.ruleNumber,
      Protocol: entry.protocol,
      RuleAction: entry.action,
      Egress: entry.egress,
      CidrBlock: entry.cidrBlock,
      Ipv6CidrBlock: entry.ipv6CidrBlock,
      PortRange: entry.portRange && { From: entry.portRange.from, To: entry.portRange.to },
      IcmpTypeCode: entry.icmp && { Type: entry.icmp.type, Code: entry.icmp.code },
    })),
    Associations: acl.associations.map(({ id, subnetId }) => ({
      NetworkAclAssociationId: id,
      NetworkAclId: acl.id,
      SubnetId: subnetId,
    })),
    Tags: [...acl.tags],
  }
}
