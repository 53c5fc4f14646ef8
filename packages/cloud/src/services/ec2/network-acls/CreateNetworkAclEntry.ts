import type { CreateNetworkAclEntryRequest } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { checkQuota } from '../../service-quotas/quotas.ts'
import { findRecord } from '../find.ts'
import { networkAcls, sortEntries, type NetworkAclEntry } from './network-acl.ts'
import { readEntry } from './read-entry.ts'

/**
 * Adds a numbered rule; the network obeys it at once.
 * @limits 20 a direction, IPv4 and IPv6 apart.
 */
export const CreateNetworkAclEntry = operation<CreateNetworkAclEntryRequest, object>(
  'CreateNetworkAclEntry',
  (ctx, input) => {
    const id = input.NetworkAclId ?? ''
    const acl = findRecord(ctx, networkAcls, 'network-acl', id)
    const entry = readEntry(input)
    const sameWay = acl.entries.filter(({ egress }) => egress === entry.egress)
    if (sameWay.some(({ ruleNumber }) => ruleNumber === entry.ruleNumber)) {
      throw new AwsError(
        'NetworkAclEntryAlreadyExists',
        `The network acl entry identified by ${entry.ruleNumber} already exists.`,
      )
    }
    const isIpv6 = ({ ipv6CidrBlock }: NetworkAclEntry) => ipv6CidrBlock !== undefined
    const alike = sameWay.filter((each) => isIpv6(each) === isIpv6(entry))
    checkQuota(ctx, 'rulesPerNetworkAcl', alike.length)
    ctx.db.put(networkAcls, { ...acl, entries: sortEntries([...acl.entries, entry]) })
    return {}
  },
)
