import type { Context } from '../../../engine/context.ts'
import { defaultEntries, lastEntries, networkAcls, sortEntries } from './network-acl.ts'

/**
 * A VPC has got its first IPv6 block: its ACLs get a last rule for IPv6, the default one also lets all of it through.
 * https://docs.aws.amazon.com/vpc/latest/userguide/default-network-acl.html
 */
export function addIpv6Entries(ctx: Context, vpcId: string): void {
  for (const acl of ctx.db.by(networkAcls, 'vpc', vpcId)) {
    const known = new Set(acl.entries.map(({ egress, ruleNumber }) => `${egress} ${ruleNumber}`))
    const added = (acl.isDefault ? defaultEntries(true) : lastEntries(true)).filter(
      ({ egress, ruleNumber, ipv6CidrBlock }) =>
        ipv6CidrBlock !== undefined && !known.has(`${egress} ${ruleNumber}`),
    )
    ctx.db.put(networkAcls, { ...acl, entries: sortEntries([...acl.entries, ...added]) })
  }
}
