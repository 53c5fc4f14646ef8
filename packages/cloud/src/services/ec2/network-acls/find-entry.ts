import { AwsError } from '../../../errors.ts'
import type { NetworkAclEntry, NetworkAclRecord } from './network-acl.ts'

export function findEntry(
  acl: NetworkAclRecord,
  ruleNumber: number,
  egress: boolean,
): NetworkAclEntry {
  const found = acl.entries.find(
    (entry) => entry.ruleNumber === ruleNumber && entry.egress === egress,
  )
  if (found) return found
  throw new AwsError(
    'InvalidNetworkAclEntry.NotFound',
    `no ${egress ? 'egress' : 'ingress'} entry with number ${ruleNumber} in network ACL ${acl.id}`,
  )
}
