import type { FeedItem } from '@brume/console-api'

export type NetworkAcl = FeedItem<'network-acls'>
export type AclEntry = NonNullable<NetworkAcl['Entries']>[number]

/** The number of the last rule, which denies all that no other decided; it cannot be edited. */
export const lastRule = 32767

export const idOf = (acl: NetworkAcl) => acl.NetworkAclId ?? ''
export const subnetsOf = (acl: NetworkAcl) =>
  (acl.Associations ?? []).flatMap(({ SubnetId }) => SubnetId ?? [])

export function entriesOf(acl: NetworkAcl, egress: boolean): readonly AclEntry[] {
  return (acl.Entries ?? [])
    .filter((entry) => (entry.Egress ?? false) === egress)
    .toSorted((a, b) => (a.RuleNumber ?? 0) - (b.RuleNumber ?? 0))
}

const names: Readonly<Record<string, string>> = {
  '1': 'ICMP',
  '6': 'TCP',
  '17': 'UDP',
  '58': 'ICMPv6',
}

/** `TCP (6)`; undefined for all protocols. */
export function protocolOf(entry: AclEntry): string | undefined {
  const { Protocol = '-1' } = entry
  if (Protocol === '-1') return undefined
  const name = names[Protocol]
  return name === undefined ? Protocol : `${name} (${Protocol})`
}

/** `80`, `1024-65535`; undefined for all ports. */
export function portsOf(entry: AclEntry): string | undefined {
  const { From, To } = entry.PortRange ?? {}
  if (From === undefined || To === undefined || (From === 0 && To === 65_535)) return undefined
  return From === To ? String(From) : `${From}-${To}`
}
