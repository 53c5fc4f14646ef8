import type { FlowEnd, FlowProtocol } from '@brume/ec2-model'
import type { Guest } from '@brume/guests'
import type { Change } from '../../engine/collection.ts'
import type { Engine } from '../../engine/engine.ts'
import type { GuestTarget } from '../../host.ts'
import { contains, parseAddress, parseBlock } from '../../network/address.ts'
import { traceFlow } from '../../network/decide-flow.ts'
import { networkInterfaces } from '../../services/ec2/network-interfaces/network-interface.ts'
import {
  mirrorRules,
  mirrorSessions,
  mirrorTargets,
  type MirrorPorts,
  type MirrorRuleRecord,
  type MirrorSessionRecord,
} from '../../services/ec2/traffic-mirroring/traffic-mirroring.ts'
import type { FlowFacts } from './flow-table.ts'
import { framesOf, wrapInVxlan, type Segment } from './mirrored-frames.ts'
import type { Networks } from './networks.ts'
import type { Place } from './region-network.ts'

const vxlanPort = 4789
/** Any one: AWS draws it from the flow. */
const sourcePort = 65_473
const protocolNumbers: Readonly<Record<FlowProtocol, number>> = { icmp: 1, tcp: 6, udp: 17 }

/** What passes a flow's ends: towards the called, or back. */
export interface Passage extends Segment {
  readonly way: 'there' | 'back'
}

export interface MirrorsOptions {
  readonly engine: Engine
  readonly networks: Networks
  readonly findGuest: (target: GuestTarget) => Guest | undefined
  readonly count: (facts: FlowFacts, way: 'there', bytes: number) => void
}

/**
 * Copies what passes an interface to the target of its mirror session, in VXLAN. Groups of the source are not asked, those of the
 * target are; flow logs say nothing of it, and what is a copy is not copied again.
 * https://docs.aws.amazon.com/vpc/latest/mirroring/traffic-mirroring-how-it-works.html
 */
export class Mirrors {
  readonly #options: MirrorsOptions
  /** Interfaces with a session, by place: every portion of every connection asks. */
  readonly #sources = new Map<string, ReadonlySet<string>>()

  constructor(options: MirrorsOptions) {
    this.#options = options
  }

  /** A session began or ended. */
  forget({ account, region = '', type }: Pick<Change, 'account' | 'region' | 'type'>): void {
    if (type === mirrorSessions.name) this.#sources.delete(`${account}/${region}`)
  }

  /** An account begins anew. */
  forgetAccount(account: string): void {
    for (const key of this.#sources.keys()) {
      if (key.startsWith(`${account}/`)) this.#sources.delete(key)
    }
  }

  #isSource({ account, region }: Place, networkInterfaceId: string): boolean {
    const key = `${account}/${region}`
    let found = this.#sources.get(key)
    if (!found) {
      const sessions = this.#options.engine.read({ account, region }).all(mirrorSessions)
      found = new Set(sessions.map((session) => session.networkInterfaceId))
      this.#sources.set(key, found)
    }
    return found.has(networkInterfaceId)
  }

  pass(facts: FlowFacts, passage: Passage): void {
    const { from, to, decision, places } = facts
    const { source, destination, seenAs } = decision
    const caller = from.kind === 'internet' ? seenAs : source.address
    this.#at(places.source, source, 'egress', facts, passage, caller, to.address)
    this.#at(
      places.destination,
      destination,
      'ingress',
      facts,
      passage,
      seenAs,
      destination.address,
    )
  }

  /** `there`: how a packet on its way there passes this end. */
  #at(
    place: Place | undefined,
    { networkInterfaceId }: FlowEnd,
    there: 'ingress' | 'egress',
    { decision: { protocol }, port, sourcePort: callerPort }: FlowFacts,
    { way, ...segment }: Passage,
    caller: string,
    called: string,
  ): void {
    if (!place || networkInterfaceId === undefined) return
    if (!this.#isSource(place, networkInterfaceId)) return
    const db = this.#options.engine.read(place)
    const sessions = db.by(mirrorSessions, 'interface', networkInterfaceId)
    const eni = db.get(networkInterfaces, networkInterfaceId)
    if (!eni) return
    const near = { address: caller, port: callerPort }
    const far = { address: called, port }
    const isThere = way === 'there'
    const packet = {
      protocol,
      source: isThere ? near : far,
      destination: isThere ? far : near,
      isReply: !isThere,
      direction: isThere === (there === 'ingress') ? ('ingress' as const) : ('egress' as const),
    }
    // The first session whose filter takes it is the only one that gets it.
    const session = sessions
      .toSorted((a, b) => a.sessionNumber - b.sessionNumber)
      .find(({ filterId }) => isTaken(db.by(mirrorRules, 'filter', filterId), packet))
    if (!session) return
    const frames = framesOf({ ...packet, macAddress: eni.macAddress }, segment)
    for (const frame of frames) this.#send(place, networkInterfaceId, session, frame)
  }

  #send(place: Place, sourceId: string, session: MirrorSessionRecord, frame: Uint8Array): void {
    const { engine, networks, findGuest, count } = this.#options
    const targetId = engine.read(place).get(mirrorTargets, session.targetId)?.networkInterfaceId
    const source = networks.networkInterface(place, sourceId)
    const [own] = source?.addresses ?? []
    const target = targetId === undefined ? undefined : networks.networkInterface(place, targetId)
    const [at] =
      target?.addresses.filter(({ address }) => typeof address === typeof own?.address) ?? []
    if (!source || !own || !at) return
    const flow = {
      source: { networkInterface: source, address: own.text },
      destination: at.text,
      protocol: 'udp',
      port: vxlanPort,
      sourcePort,
      established: { source: true, destination: false },
    } as const
    const { decision, reached } = traceFlow(networks.viewOf(place.account), flow)
    const { instanceId } = decision.destination
    if (decision.verdict !== 'allowed' || !reached || instanceId === undefined) return
    const there = networks.placeOf(reached)
    const bytes = wrapInVxlan(session.virtualNetworkId, frame, session.packetLength)
    count(
      {
        from: { kind: 'network-interface', ...place, id: sourceId },
        to: { address: at.text, port: vxlanPort },
        port: vxlanPort,
        sourcePort,
        decision,
        places: { source: place, destination: there },
      },
      'there',
      bytes.length,
    )
    findGuest({ ...there, instanceId })?.receive({
      localAddress: at.text,
      localPort: vxlanPort,
      remoteAddress: decision.seenAs,
      remotePort: sourcePort,
      bytes,
    })
  }
}

interface Packet {
  readonly protocol: FlowProtocol
  readonly direction: 'ingress' | 'egress'
  readonly source: { readonly address: string; readonly port: number }
  readonly destination: { readonly address: string; readonly port: number }
}

/** By the first rule in order of number that fits; nothing is taken unless a rule says so. */
function isTaken(rules: readonly MirrorRuleRecord[], packet: Packet): boolean {
  const fitting = rules
    .filter(({ direction }) => direction === packet.direction)
    .toSorted((a, b) => a.ruleNumber - b.ruleNumber)
    .find((rule) => fits(rule, packet))
  return fitting?.action === 'accept'
}

function fits(rule: MirrorRuleRecord, { protocol, source, destination }: Packet): boolean {
  return (
    (rule.protocol === undefined || rule.protocol === protocolNumbers[protocol]) &&
    covers(rule.sourceCidr, source.address) &&
    covers(rule.destinationCidr, destination.address) &&
    isWithin(rule.sourcePorts, source.port) &&
    isWithin(rule.destinationPorts, destination.port)
  )
}

function covers(cidr: string, text: string): boolean {
  const [block, address] = [parseBlock(cidr), parseAddress(text)]
  return block !== undefined && address !== undefined && contains(block, address)
}

function isWithin(ports: MirrorPorts | undefined, port: number): boolean {
  return !ports || (port >= ports.from && port <= ports.to)
}
