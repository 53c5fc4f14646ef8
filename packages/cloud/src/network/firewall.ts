import type { FlowProtocol, HopRule } from '@brume/ec2-model'
import { contains, parseBlock, type Address, type Block } from './address.ts'

/** What a filter looks at in a packet. */
export interface Packet {
  readonly protocol: FlowProtocol
  /** The port it goes to; for ICMP the type. */
  readonly port: number
  /** Of ICMP. */
  readonly code: number
  /** The other end: where it comes from on the way in, where it goes on the way out. */
  readonly peer: Address
}

/** A packet's other end, for filters and for words. */
export interface Peer {
  readonly address: Address
  readonly text: string
  /** Of an interface that shows its private address: what rules may name instead of addresses. */
  readonly groups: readonly SecurityGroup[]
}

export interface SecurityGroup {
  readonly id: string
  readonly ingress: readonly GroupRule[]
  readonly egress: readonly GroupRule[]
}

export interface GroupRule {
  readonly shown: HopRule
  readonly protocol: string
  /** Ports, or ICMP type and code; -1 stands for all. */
  readonly from: number
  readonly to: number
  readonly blocks: readonly Block[]
  readonly groupId: string | undefined
  /** Its peer is everybody. */
  readonly open: boolean
}

/** A rule as records have it, with the blocks that its peer stands for. */
export interface GroupRuleSource {
  readonly id: string
  readonly groupId: string
  readonly protocol: string
  readonly fromPort: number
  readonly toPort: number
  readonly description?: string | undefined
  readonly cidrs: readonly string[]
  readonly peerGroupId?: string | undefined
}

export function compileGroupRule(rule: GroupRuleSource): GroupRule {
  const { id, groupId, protocol, fromPort, toPort, description } = rule
  const blocks = rule.cidrs.map(parseBlock).filter((block) => block !== undefined)
  return {
    shown: {
      kind: 'security-group-rule',
      id,
      groupId,
      ...(description !== undefined && { description }),
    },
    protocol,
    from: fromPort,
    to: toPort,
    blocks,
    groupId: rule.peerGroupId,
    open: blocks.some(({ prefixLength }) => prefixLength === 0),
  }
}

/** The rule that lets the packet through, whichever of the groups has it. `peerGroups`: of the other end, where the packet shows its private address. */
export function findGroupRule(
  groups: readonly SecurityGroup[],
  way: 'ingress' | 'egress',
  packet: Packet,
  peerGroups: readonly SecurityGroup[],
): GroupRule | undefined {
  for (const group of groups) {
    for (const rule of group[way]) {
      if (coversPorts(rule, packet) && coversPeer(rule, packet.peer, peerGroups)) return rule
    }
  }
  return undefined
}

/**
 * Whether the groups follow the connection, so that it outlives its rule. They do not where everybody may come and every answer
 * may go to everybody; ICMP is followed always.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/security-group-connection-tracking.html
 */
export function isTracked(
  groups: readonly SecurityGroup[],
  way: 'ingress' | 'egress',
  packet: Packet,
): boolean {
  if (packet.protocol === 'icmp') return true
  const isOpen = (rule: GroupRule) =>
    rule.open &&
    rule.blocks.some((block) => block.prefixLength === 0 && contains(block, packet.peer))
  const asks = groups.some((group) =>
    group[way].some((rule) => isOpen(rule) && coversPorts(rule, packet)),
  )
  const answers = groups.some((group) =>
    group[way === 'ingress' ? 'egress' : 'ingress'].some(
      (rule) =>
        isOpen(rule) &&
        (rule.protocol === '-1' ||
          (rule.protocol === packet.protocol && rule.from <= 0 && rule.to === 65_535)),
    ),
  )
  return !(asks && answers)
}

function coversPorts(rule: GroupRule, { protocol, port, code, peer }: Packet): boolean {
  if (rule.protocol === '-1') return true
  if (protocol !== 'icmp') {
    return rule.protocol === protocol && port >= rule.from && port <= rule.to
  }
  return (
    rule.protocol === (typeof peer === 'bigint' ? 'icmpv6' : 'icmp') &&
    (rule.from === -1 || rule.from === port) &&
    (rule.to === -1 || rule.to === code)
  )
}

function coversPeer(rule: GroupRule, peer: Address, peerGroups: readonly SecurityGroup[]): boolean {
  for (const block of rule.blocks) if (contains(block, peer)) return true
  if (rule.groupId === undefined) return false
  for (const group of peerGroups) if (group.id === rule.groupId) return true
  return false
}

export interface NetworkAcl {
  readonly id: string
  /** By number. */
  readonly ingress: readonly AclEntry[]
  readonly egress: readonly AclEntry[]
}

export interface AclEntry {
  readonly shown: HopRule & { readonly kind: 'network-acl-entry' }
  /** IANA number; -1 is all. */
  readonly protocol: number
  readonly block: Block
  /** Ports, or ICMP type and code; -1 stands for all. */
  readonly from: number
  readonly to: number
}

/** An entry as records have it. */
export interface AclEntrySource {
  readonly ruleNumber: number
  readonly protocol: string
  readonly action: 'allow' | 'deny'
  readonly egress: boolean
  readonly cidrBlock?: string | undefined
  readonly ipv6CidrBlock?: string | undefined
  readonly portRange?: { readonly from: number; readonly to: number } | undefined
  readonly icmp?: { readonly type: number; readonly code: number } | undefined
}

/** The number of the last entry, which denies whatever no other entry matched. */
export const lastAclRule = 32_767

export function compileAcl(id: string, sources: readonly AclEntrySource[]): NetworkAcl {
  const entries = sources
    .toSorted((a, b) => a.ruleNumber - b.ruleNumber)
    .flatMap((entry) => compileEntry(entry) ?? [])
  return {
    id,
    ingress: entries.filter(({ shown }) => !shown.egress),
    egress: entries.filter(({ shown }) => shown.egress),
  }
}

function compileEntry(entry: AclEntrySource): AclEntry | undefined {
  const block = parseBlock(entry.cidrBlock ?? entry.ipv6CidrBlock ?? '')
  if (!block) return undefined
  const { ruleNumber, egress, action, portRange, icmp } = entry
  const protocol = Number(entry.protocol)
  const isIcmp = protocol === 1 || protocol === 58
  return {
    shown: { kind: 'network-acl-entry', ruleNumber, egress, action },
    protocol,
    block,
    from: isIcmp ? (icmp?.type ?? -1) : (portRange?.from ?? -1),
    to: isIcmp ? (icmp?.code ?? -1) : (portRange?.to ?? -1),
  }
}

/** The first entry that the packet matches, which decides. */
export function findAclEntry(
  acl: NetworkAcl,
  way: 'ingress' | 'egress',
  packet: Packet,
): AclEntry | undefined {
  const number = protocolNumber(packet)
  for (const entry of acl[way]) {
    if (entry.protocol !== -1) {
      if (entry.protocol !== number) continue
      if (packet.protocol === 'icmp') {
        if (entry.from !== -1 && entry.from !== packet.port) continue
        if (entry.to !== -1 && entry.to !== packet.code) continue
      } else if (entry.from !== -1 && (packet.port < entry.from || packet.port > entry.to)) {
        continue
      }
    }
    if (contains(entry.block, packet.peer)) return entry
  }
  return undefined
}

function protocolNumber({ protocol, peer }: Packet): number {
  if (protocol === 'tcp') return 6
  if (protocol === 'udp') return 17
  return typeof peer === 'bigint' ? 58 : 1
}
