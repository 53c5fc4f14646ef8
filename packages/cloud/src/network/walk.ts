import type { Fix, FlowEnd, FlowProtocol, Hop, HopReason } from '@brume/ec2-model'
import type { Address } from './address.ts'
import { findAclEntry, findGroupRule, lastAclRule, type Packet, type Peer } from './firewall.ts'
import { allowInAcl, allowInGroup } from './fixes.ts'
import type { NetworkInterface, Subnet } from './view.ts'

export interface WalkPorts {
  readonly protocol: FlowProtocol
  /** 0 for ICMP. */
  readonly port: number
  readonly sourcePort: number
}

/** ICMP types of a ping and its answer, by family. */
const echo = { v4: { request: 8, reply: 0 }, v6: { request: 128, reply: 129 } }

/** The way of a flow so far. Each step adds a hop and says whether the packet goes on. */
export class Walk {
  readonly path: Hop[] = []
  fix: Fix | undefined
  end: Hop['end'] = 'source'
  way: Hop['way'] = 'there'
  source: FlowEnd
  destination: FlowEnd
  /** The source's address as it is here. */
  seenAs = ''
  readonly #ports: WalkPorts

  constructor(ports: WalkPorts, source: FlowEnd, destination: FlowEnd) {
    this.#ports = ports
    this.source = source
    this.destination = destination
  }

  pass(
    kind: Hop['kind'],
    id: string,
    reason: HopReason,
    facts: Hop['facts'],
    rule?: Hop['rule'],
  ): true {
    this.path.push(this.#hop(kind, id, 'passed', reason, facts, rule))
    return true
  }

  block(
    kind: Hop['kind'],
    id: string,
    reason: HopReason,
    facts: Hop['facts'],
    fix?: Fix,
    rule?: Hop['rule'],
  ): false {
    this.path.push(this.#hop(kind, id, 'blocked', reason, facts, rule))
    this.fix = fix
    return false
  }

  #hop(
    kind: Hop['kind'],
    id: string,
    verdict: Hop['verdict'],
    reason: HopReason,
    facts: Hop['facts'],
    rule: Hop['rule'],
  ): Hop {
    const { end, way } = this
    return rule === undefined
      ? { kind, id, end, way, verdict, reason, facts }
      : { kind, id, end, way, verdict, reason, facts, rule }
  }

  /** The interface's security groups, which follow connections: only the first packet asks them. */
  filterByGroups(eni: NetworkInterface, direction: 'ingress' | 'egress', peer: Peer): boolean {
    const { groups } = eni
    // A network load balancer may have been made without groups.
    if (groups.length === 0 && eni.balancerId !== undefined) return true
    const packet = this.#packet(peer.address)
    const found = findGroupRule(groups, direction, packet, peer.groups)
    const id = found?.shown.kind === 'security-group-rule' ? found.shown.groupId : groups[0]?.id
    const { protocol, port } = this.#ports
    const facts = { direction, protocol, port, peer: peer.text }
    return found
      ? this.pass('security-group', id ?? '', 'group-allows', facts, found.shown)
      : this.block(
          'security-group',
          id ?? '',
          'group-no-rule',
          { ...facts, groups: groups.map((group) => group.id).join(', ') },
          id === undefined ? undefined : allowInGroup(id, direction, packet, peer),
        )
  }

  /** The subnet's ACL, which knows no connections: the way back is asked for the caller's port. */
  filterByAcl(subnet: Subnet, direction: 'ingress' | 'egress', peer: Peer): boolean {
    const { acl } = subnet
    if (!acl) return true
    const packet = this.#packet(peer.address)
    const found = findAclEntry(acl, direction, packet)
    const { protocol } = this.#ports
    const facts = { direction, protocol, port: packet.port, peer: peer.text, subnet: subnet.id }
    if (found?.shown.action === 'allow') {
      return this.pass('network-acl', acl.id, 'acl-allows', facts, found.shown)
    }
    const rule = found?.shown.ruleNumber ?? lastAclRule
    return this.block(
      'network-acl',
      acl.id,
      rule < lastAclRule ? 'acl-denies' : 'acl-no-rule',
      facts,
      allowInAcl(acl, direction, packet, peer, this.way, rule),
      found?.shown,
    )
  }

  #packet(peer: Address): Packet {
    const { protocol, port, sourcePort } = this.#ports
    const back = this.way === 'back'
    if (protocol !== 'icmp') return { protocol, port: back ? sourcePort : port, code: 0, peer }
    const types = typeof peer === 'bigint' ? echo.v6 : echo.v4
    return { protocol, port: back ? types.reply : types.request, code: 0, peer }
  }
}
