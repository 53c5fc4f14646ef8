import type { FlowDecision, FlowEnd, FlowProtocol, HopRule } from '@brume/ec2-model'
import { contains, isPrivate, parseAddress, type Address } from './address.ts'
import type { Peer } from './firewall.ts'
import { routeOut, setRoute } from './fixes.ts'
import { findRoute, type Route } from './routes.ts'
import type {
  InterfaceAddress,
  NatGateway,
  NetworkInterface,
  NetworkView,
  PublicAddress,
  Subnet,
} from './view.ts'
import { Walk } from './walk.ts'

export interface Flow {
  /** An interface, with the one of its addresses that is used (default: its first of the destination's family); or a place outside all VPCs. */
  readonly source:
    | { readonly networkInterface: NetworkInterface; readonly address?: string }
    | { readonly address: string }
  /** An address as the caller names it, or an interface, by the address that is right for this caller. */
  readonly destination: string | NetworkInterface
  readonly protocol: FlowProtocol
  /** ICMP: 0; it stands for a ping. */
  readonly port: number
  /** Default: one out of every system's range of such ports. */
  readonly sourcePort?: number
  /** Ends whose groups follow this connection already, and ask no more. */
  readonly established?: { readonly source: boolean; readonly destination: boolean }
}

const usualSourcePort = 49_152

/** Whether a flow gets through, by which hops, and if not, what stops it and what would open the way. Pure. */
export function decideFlow(view: NetworkView, flow: Flow): FlowDecision {
  return new Decision(view, flow).decide()
}

/** One end as it is inside a VPC. */
interface Inside {
  readonly eni: NetworkInterface
  readonly own: InterfaceAddress
}

/** What the packets of the way back pass, noted on the way there. */
interface BackStep {
  readonly end: 'source' | 'destination'
  readonly run: () => boolean
}

/** The legs call one another as gateways hand packets on, hence one class and a long file. */
class Decision {
  readonly #view: NetworkView
  readonly #flow: Flow
  readonly #walk: Walk
  readonly #back: BackStep[] = []
  #closed: Closed | undefined

  constructor(view: NetworkView, flow: Flow) {
    this.#view = view
    this.#flow = flow
    const { protocol, port, sourcePort = usualSourcePort } = flow
    const nowhere = { address: '' }
    this.#walk = new Walk({ protocol, port, sourcePort }, nowhere, nowhere)
  }

  decide(): FlowDecision {
    const back = this.#go() && this.#comeBack()
    const walk = this.#walk
    if (back && this.#closed) this.#refuse(this.#closed)
    const open = back && !this.#closed
    const { protocol, port } = this.#flow
    const last = walk.path.at(-1)
    return {
      verdict: open ? 'allowed' : back ? 'refused' : 'dropped',
      protocol,
      port,
      source: walk.source,
      destination: walk.destination,
      seenAs: walk.seenAs || walk.source.address,
      path: walk.path,
      ...(!open && last && { blockedAt: last }),
      ...(!open && walk.fix && { fix: walk.fix }),
    }
  }

  #go(): boolean {
    const { source, destination } = this.#flow
    if ('networkInterface' in source) {
      const eni = source.networkInterface
      return this.#leaveInterface(eni, source.address, this.#target(destination, eni))
    }
    this.#walk.source = { address: source.address }
    const from = parseAddress(source.address)
    const target = this.#target(destination, undefined)
    this.#walk.destination = target.shown
    if (from === undefined || isPrivate(from)) {
      return this.#walk.block('internet', source.address, 'private-address', {
        address: source.address,
      })
    }
    this.#walk.pass('internet', source.address, 'internet', { address: source.address })
    return this.#acrossInternet(outsider(from, source.address), target)
  }

  /** What to aim at. An interface is aimed at by its private address within the VPC and by its public one from elsewhere. */
  #target(destination: Flow['destination'], from: NetworkInterface | undefined): Target {
    if (typeof destination === 'string') {
      return {
        text: destination,
        address: parseAddress(destination),
        meant: undefined,
        shown: { address: destination },
      }
    }
    const [primary] = destination.addresses
    const mapped = destination.addresses.find((each) => each.public)
    const aim =
      from?.subnet.vpc === destination.subnet.vpc ? primary : (mapped?.public ?? undefined)
    return {
      text: aim?.text ?? '',
      address: aim?.address,
      meant: destination,
      shown: endOf(destination, aim?.text ?? primary?.text ?? ''),
    }
  }

  #leaveInterface(eni: NetworkInterface, address: string | undefined, to: Target): boolean {
    const walk = this.#walk
    const own = ownAddress(eni, address, to.address)
    walk.source = endOf(eni, own?.text ?? address ?? '')
    walk.destination = to.shown
    if (!this.#isUp(eni)) return false
    if (!own) {
      const facts = { address: address ?? to.text, destination: to.text }
      return walk.block('network-interface', eni.id, 'no-route', facts)
    }
    walk.pass('network-interface', eni.id, 'address', { address: own.text, subnet: eni.subnet.id })
    if (to.address === undefined) return this.#unnamed(to)
    const target: Peer = { address: to.address, text: to.text, groups: [] }
    const peer = this.#view.inVpc(eni.subnet.vpc, to.address)
    const sameSubnet = eni.subnet.blocks.some((block) => contains(block, target.address))
    const seen = peer ? { ...target, groups: peer.groups } : target
    if (!this.#flow.established?.source && !walk.filterByGroups(eni, 'egress', seen)) return false
    const from: Inside = { eni, own }
    if (sameSubnet) return this.#arriveInside(from, peer, target, true)
    return this.#leaveSubnet(from, target, to)
  }

  #leaveSubnet(from: Inside, target: Peer, to: Target): boolean {
    const walk = this.#walk
    const { eni, own } = from
    const { subnet } = eni
    if (!walk.filterByAcl(subnet, 'egress', target)) return false
    this.#back.push({ end: 'source', run: () => walk.filterByAcl(subnet, 'ingress', target) })
    const route = findRoute(subnet.routeTable, target.address)
    if (!route) {
      return walk.block(
        'route-table',
        subnet.routeTable.id,
        'no-route',
        { destination: target.text, subnet: subnet.id },
        isPrivate(target.address)
          ? undefined
          : routeOut(this.#view, subnet, target.address, own.public !== undefined),
      )
    }
    if (!this.#isRouteAlive(subnet, route, own.public !== undefined, target)) return false
    const { kind, id } = route.target
    switch (kind) {
      case 'local':
        this.#passRoute(subnet, route, 'route-local')
        return this.#arriveInside(from, this.#view.inVpc(subnet.vpc, target.address), target, false)
      case 'internet-gateway':
        this.#passRoute(subnet, route, 'route-internet-gateway')
        return this.#throughInternetGateway(from, id, to)
      case 'egress-only-gateway':
        // Of IPv6 alone, whose addresses are public as they are.
        this.#passRoute(subnet, route, 'route-internet-gateway')
        walk.pass('internet-gateway', id, 'internet', { address: own.text })
        return this.#acrossInternet(outsider(own.address, own.text), to)
      case 'nat-gateway':
        this.#passRoute(subnet, route, 'route-nat-gateway')
        return this.#throughNatGateway(from, id, to)
      case 'network-interface':
        return this.#throughInstance(subnet, route)
      case 'other':
        return walk.block(
          'route-table',
          subnet.routeTable.id,
          'route-unsupported',
          { destination: route.block.text, target: id },
          undefined,
          shownRoute(route),
        )
    }
  }

  #isRouteAlive(subnet: Subnet, route: Route, hasPublic: boolean, target: Peer): boolean {
    const { kind, id, blackhole } = route.target
    const detached = kind === 'internet-gateway' && id !== subnet.vpc.internetGatewayId
    const gone = kind === 'nat-gateway' && !this.#view.natGateway(subnet.vpc, id)
    if (!blackhole && !detached && !gone) return true
    return this.#walk.block(
      'route-table',
      subnet.routeTable.id,
      'route-blackhole',
      { destination: route.block.text, target: id },
      isPrivate(target.address)
        ? undefined
        : routeOut(this.#view, subnet, target.address, hasPublic, route.block.text),
      shownRoute(route),
    )
  }

  #passRoute(
    subnet: Subnet,
    route: Route,
    reason: 'route-local' | 'route-internet-gateway' | 'route-nat-gateway',
  ): void {
    const facts = { destination: route.block.text, target: route.target.id, subnet: subnet.id }
    this.#walk.pass('route-table', subnet.routeTable.id, reason, facts, shownRoute(route))
  }

  #throughInternetGateway({ eni, own }: Inside, gatewayId: string, to: Target): boolean {
    if (!own.public) {
      return this.#walk.block(
        'internet-gateway',
        gatewayId,
        'no-public-address',
        { address: own.text },
        { kind: 'associate-address', networkInterfaceId: eni.id, privateAddress: own.text },
      )
    }
    const facts = { from: own.text, to: own.public.text }
    this.#walk.pass('internet-gateway', gatewayId, 'address-mapped', facts)
    return this.#acrossInternet(outsider(own.public.address, own.public.text), to)
  }

  #throughNatGateway({ eni, own }: Inside, id: string, to: Target): boolean {
    const walk = this.#walk
    const nat = this.#view.natGateway(eni.subnet.vpc, id)
    if (!nat || to.address === undefined) return false
    const inner = outsider(own.address, own.text)
    const outer = outsider(to.address, to.text)
    const { subnet } = nat
    if (subnet.id !== eni.subnet.id) {
      if (!walk.filterByAcl(subnet, 'ingress', inner)) return false
      this.#back.push({ end: 'source', run: () => walk.filterByAcl(subnet, 'egress', inner) })
    }
    const facts = { state: nat.state, from: own.text, to: nat.public?.text ?? nat.address.text }
    if (nat.state !== 'available') {
      return walk.block('nat-gateway', nat.id, 'nat-gateway-not-available', facts)
    }
    if (nat.connectivity === 'private' || !nat.public) {
      return walk.block('nat-gateway', nat.id, 'nat-gateway-private', facts)
    }
    walk.pass('nat-gateway', nat.id, 'address-mapped', facts)
    return this.#leaveNatGateway(nat, nat.public, outer, to)
  }

  #leaveNatGateway(nat: NatGateway, mapped: PublicAddress, outer: Peer, to: Target): boolean {
    const walk = this.#walk
    const { subnet } = nat
    const { routeTable, vpc } = subnet
    if (!walk.filterByAcl(subnet, 'egress', outer)) return false
    this.#back.push({ end: 'source', run: () => walk.filterByAcl(subnet, 'ingress', outer) })
    const route = findRoute(routeTable, outer.address)
    const facts = { destination: outer.text, subnet: subnet.id }
    if (!route) {
      const fix = routeOut(this.#view, subnet, outer.address, true)
      return walk.block('route-table', routeTable.id, 'no-route', facts, fix)
    }
    if (!this.#isRouteAlive(subnet, route, true, outer)) return false
    if (route.target.kind !== 'internet-gateway') {
      const gatewayId = vpc.internetGatewayId
      return walk.block(
        'route-table',
        routeTable.id,
        'route-unsupported',
        { destination: route.block.text, target: route.target.id, subnet: subnet.id },
        gatewayId === undefined
          ? { kind: 'attach-internet-gateway', vpcId: vpc.id }
          : setRoute(routeTable, route.block.text, { gatewayId }),
        shownRoute(route),
      )
    }
    this.#passRoute(subnet, route, 'route-internet-gateway')
    walk.pass('internet-gateway', route.target.id, 'internet', { address: mapped.text })
    return this.#acrossInternet(outsider(mapped.address, mapped.text), to)
  }

  /** A route to an interface: a machine that would pass packets on. None here does, as its system would have to be told to. */
  #throughInstance(subnet: Subnet, route: Route): boolean {
    const walk = this.#walk
    const { id } = route.target
    const via = this.#view.interfaceById(subnet.vpc, id)
    const facts = { destination: route.block.text, target: id }
    const shown = shownRoute(route)
    if (!via) {
      const table = subnet.routeTable.id
      return walk.block('route-table', table, 'route-blackhole', facts, undefined, shown)
    }
    if (via.sourceDestCheck) {
      return walk.block(
        'network-interface',
        id,
        'source-dest-check',
        facts,
        { kind: 'disable-source-dest-check', networkInterfaceId: id },
        shown,
      )
    }
    return walk.block('network-interface', id, 'not-forwarding', facts, undefined, shown)
  }

  #acrossInternet(from: Peer, to: Target): boolean {
    const walk = this.#walk
    const { protocol, port } = this.#flow
    walk.end = 'destination'
    walk.seenAs = from.text
    if (to.address === undefined) return this.#unnamed(to)
    const eni = this.#view.byPublicAddress(to.address)
    if (eni) return this.#arriveFromInternet(from, eni, to.address)
    if (isPrivate(to.address)) {
      return walk.block('internet', to.text, 'private-address', { address: to.text })
    }
    switch (this.#view.internet(to.address, protocol, port)) {
      case 'nobody':
      case 'not-booted':
        return walk.block('internet', to.text, 'nobody-there', { address: to.text })
      case 'closed':
        this.#closed = { id: to.text, instanceId: undefined, hops: walk.path.length }
        return true
      case 'listening':
      case 'unknown':
        return walk.pass('internet', to.text, 'internet', { address: to.text, port })
    }
  }

  /** An interface was meant and has no address that this caller could use, or the text is no address. */
  #unnamed({ meant, text }: Target): boolean {
    const walk = this.#walk
    walk.end = 'destination'
    if (!meant) return walk.block('internet', text, 'nobody-there', { address: text })
    if (!this.#isUp(meant)) return false
    const gatewayId = meant.subnet.vpc.internetGatewayId
    const [primary] = meant.addresses
    if (gatewayId === undefined) {
      const vpcId = meant.subnet.vpc.id
      const fix = { kind: 'attach-internet-gateway', vpcId } as const
      return walk.block('internet-gateway', vpcId, 'no-internet-gateway', { vpc: vpcId }, fix)
    }
    const privateAddress = primary?.text ?? ''
    return walk.block(
      'internet-gateway',
      gatewayId,
      'no-public-address',
      { address: privateAddress },
      { kind: 'associate-address', networkInterfaceId: meant.id, privateAddress },
    )
  }

  #arriveFromInternet(from: Peer, eni: NetworkInterface, at: Address): boolean {
    const walk = this.#walk
    const { subnet } = eni
    const { vpc } = subnet
    const own = eni.addresses.find((each) => each.public?.address === at)
    walk.destination = endOf(eni, own?.text ?? '')
    if (vpc.internetGatewayId === undefined) {
      const fix = { kind: 'attach-internet-gateway', vpcId: vpc.id } as const
      return walk.block('internet-gateway', vpc.id, 'no-internet-gateway', { vpc: vpc.id }, fix)
    }
    walk.pass('internet-gateway', vpc.internetGatewayId, 'address-mapped', {
      from: own?.public?.text ?? '',
      to: own?.text ?? '',
    })
    if (!walk.filterByAcl(subnet, 'ingress', from)) return false
    this.#back.push({ end: 'destination', run: () => this.#returnToInternet(subnet, from) })
    this.#back.push({ end: 'destination', run: () => walk.filterByAcl(subnet, 'egress', from) })
    return this.#enter(eni, from)
  }

  #returnToInternet(subnet: Subnet, to: Peer): boolean {
    const walk = this.#walk
    const { routeTable, vpc } = subnet
    const route = findRoute(routeTable, to.address)
    const facts = { destination: to.text, subnet: subnet.id }
    if (!route) {
      const fix = routeOut(this.#view, subnet, to.address, true)
      return walk.block('route-table', routeTable.id, 'no-route', facts, fix)
    }
    if (!this.#isRouteAlive(subnet, route, true, to)) return false
    if (route.target.kind !== 'internet-gateway') {
      return walk.block(
        'route-table',
        routeTable.id,
        'return-asymmetric',
        { ...facts, target: route.target.id },
        vpc.internetGatewayId === undefined
          ? undefined
          : setRoute(routeTable, route.block.text, { gatewayId: vpc.internetGatewayId }),
        shownRoute(route),
      )
    }
    this.#passRoute(subnet, route, 'route-internet-gateway')
    return true
  }

  #arriveInside(
    { eni, own }: Inside,
    peer: NetworkInterface | undefined,
    target: Peer,
    sameSubnet: boolean,
  ): boolean {
    const walk = this.#walk
    walk.end = 'destination'
    if (!peer) {
      const facts = { address: target.text }
      return walk.block('network-interface', target.text, 'nobody-there', facts)
    }
    walk.destination = endOf(peer, target.text)
    const from: Peer = { address: own.address, text: own.text, groups: eni.groups }
    const { subnet } = peer
    if (!sameSubnet) {
      if (!walk.filterByAcl(subnet, 'ingress', from)) return false
      this.#back.push({ end: 'destination', run: () => this.#returnInside(subnet, from) })
      this.#back.push({ end: 'destination', run: () => walk.filterByAcl(subnet, 'egress', from) })
    }
    return this.#enter(peer, from)
  }

  /** Within a VPC the way back is the local route, unless a more specific one takes it elsewhere. */
  #returnInside(subnet: Subnet, to: Peer): boolean {
    const route = findRoute(subnet.routeTable, to.address)
    if (route?.target.kind === 'local') {
      this.#passRoute(subnet, route, 'route-local')
      return true
    }
    const facts = { destination: to.text, subnet: subnet.id, target: route?.target.id ?? '' }
    const shown = route && shownRoute(route)
    const table = subnet.routeTable.id
    return this.#walk.block('route-table', table, 'return-asymmetric', facts, undefined, shown)
  }

  #enter(eni: NetworkInterface, from: Peer): boolean {
    const walk = this.#walk
    if (eni.natGatewayId !== undefined) {
      return walk.block('nat-gateway', eni.natGatewayId, 'nat-gateway-inbound', {})
    }
    const { established } = this.#flow
    if (!established?.destination && !walk.filterByGroups(eni, 'ingress', from)) return false
    walk.pass('network-interface', eni.id, 'address', {
      address: walk.destination.address,
      subnet: eni.subnet.id,
    })
    return this.#isUp(eni) && this.#listen(eni)
  }

  #isUp({ id, instance }: NetworkInterface): boolean {
    const walk = this.#walk
    if (!instance) return walk.block('network-interface', id, 'not-attached', {})
    const { state } = instance
    if (state === 'running' || state === 'pending') {
      return walk.pass('instance', instance.id, 'running', { state })
    }
    const fix =
      state === 'stopped'
        ? ({ kind: 'start-instance', instanceId: instance.id } as const)
        : undefined
    return walk.block('instance', instance.id, 'not-running', { state }, fix)
  }

  #listen(eni: NetworkInterface): boolean {
    const walk = this.#walk
    const { protocol, port } = this.#flow
    const id = eni.instance?.id ?? eni.id
    switch (this.#view.listens(eni, protocol, port)) {
      case 'not-booted':
        return walk.block('instance', id, 'not-booted', {})
      case 'closed':
        this.#closed = { id, instanceId: eni.instance?.id, hops: walk.path.length }
        return true
      case 'listening':
        return protocol === 'icmp'
          ? walk.pass('service', id, 'echo-answered', {})
          : walk.pass('service', id, 'listening', { port, protocol })
      case 'unknown':
        return walk.pass('service', id, 'listening-unknown', { port, protocol })
    }
  }

  /** The refusal found its way back: what it passed there is of no interest. */
  #refuse({ id, instanceId, hops }: Closed): void {
    const walk = this.#walk
    const { port, protocol } = this.#flow
    walk.path.length = hops
    walk.way = 'there'
    walk.end = 'destination'
    const fix =
      instanceId === undefined ? undefined : ({ kind: 'start-service', instanceId, port } as const)
    walk.block('service', id, 'not-listening', { port, protocol }, fix)
  }

  #comeBack(): boolean {
    const walk = this.#walk
    walk.way = 'back'
    for (let at = this.#back.length - 1; at >= 0; at -= 1) {
      const step = this.#back[at]
      if (!step) continue
      walk.end = step.end
      if (!step.run()) return false
    }
    return true
  }
}

/** Nothing listens where the flow goes. */
interface Closed {
  readonly id: string
  readonly instanceId: string | undefined
  /** Of the way there. */
  readonly hops: number
}

interface Target {
  readonly text: string
  /** Undefined when the text is no address, or the interface meant has none for this caller. */
  readonly address: Address | undefined
  readonly meant: NetworkInterface | undefined
  readonly shown: FlowEnd
}

function endOf({ id, instance }: NetworkInterface, address: string): FlowEnd {
  return {
    address,
    networkInterfaceId: id,
    ...(instance && { instanceId: instance.id }),
  }
}

function ownAddress(
  eni: NetworkInterface,
  text: string | undefined,
  to: Address | undefined,
): InterfaceAddress | undefined {
  return eni.addresses.find((each) =>
    text === undefined ? to === undefined || typeof each.address === typeof to : each.text === text,
  )
}

/** Somebody who shows an address and no groups. */
function outsider(address: Address, text: string): Peer {
  return { address, text, groups: [] }
}

function shownRoute(route: Route): HopRule {
  return { kind: 'route', destination: route.block.text, target: route.target.id }
}
