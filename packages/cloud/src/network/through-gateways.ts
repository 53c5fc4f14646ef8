import { arriveInside } from './arrive.ts'
import { blockOutage } from './is-up.ts'
import { contains } from './address.ts'
import { passBlockPublicAccess } from './block-public-access.ts'
import { acrossInternet } from './cross-internet.ts'
import type { Peer } from './firewall.ts'
import { routeOut, setRoute } from './fixes.ts'
import { isRouteAlive, passRoute } from './follow-route.ts'
import { embeddedIpv4 } from './nat64.ts'
import { outsider, shownRoute, type Inside, type Journey, type Target } from './journey.ts'
import { findRoute } from './routes.ts'
import type { NatGateway, PublicAddress, Subnet } from './view.ts'

export function throughInternetGateway(
  journey: Journey,
  { eni, own }: Inside,
  gatewayId: string,
  to: Target,
): boolean {
  if (!own.public) {
    return journey.walk.block(
      'internet-gateway',
      gatewayId,
      'no-public-address',
      { address: own.text },
      { kind: 'associate-address', networkInterfaceId: eni.id, privateAddress: own.text },
    )
  }
  if (!passBlockPublicAccess(journey, eni.subnet, gatewayId, false)) return false
  const facts = { from: own.text, to: own.public.text }
  journey.walk.pass('internet-gateway', gatewayId, 'address-mapped', facts)
  return acrossInternet(journey, outsider(own.public.address, own.public.text), to)
}

/** From a subnet, under an address of the caller's VPC. What goes to an IPv4 address within IPv6's 64:ff9b::/96 is translated. */
export function throughNatGateway(
  journey: Journey,
  { subnet: near, own }: { readonly subnet: Subnet } & Pick<Inside, 'own'>,
  id: string,
  asked: Target,
): boolean {
  const { walk } = journey
  const to = translated(asked)
  const nat = journey.view.natGateway(near.vpc, id)
  if (!nat || asked.address === undefined) return false
  if (to?.address === undefined) {
    // AWS's NAT gateways carry no IPv6.
    return walk.block('nat-gateway', id, 'route-unsupported', {
      destination: asked.text,
      target: id,
      subnet: near.id,
    })
  }
  const inner = outsider(own.address, own.text)
  const outer = outsider(to.address, to.text)
  const { subnet } = nat
  if (subnet.id !== near.id) {
    if (!walk.filterByAcl(subnet, 'ingress', inner)) return false
    journey.back.push({ end: 'source', run: () => walk.filterByAcl(subnet, 'egress', inner) })
  }
  if (nat.outage) return blockOutage(journey, nat.outage, 'nat-gateway', nat.id)
  const facts = { state: nat.state, from: own.text, to: nat.public?.text ?? nat.address.text }
  if (nat.state !== 'available') {
    return walk.block('nat-gateway', nat.id, 'nat-gateway-not-available', facts)
  }
  const inside = to.address === asked.address ? undefined : localEnd(journey, nat, to)
  if (inside) {
    walk.pass('nat-gateway', nat.id, 'address-mapped', { ...facts, to: nat.address.text })
    return inside()
  }
  if (nat.connectivity === 'private' || !nat.public) {
    return walk.block('nat-gateway', nat.id, 'nat-gateway-private', facts)
  }
  walk.pass('nat-gateway', nat.id, 'address-mapped', facts)
  return leaveNatGateway(journey, nat, nat.public, outer, to)
}

/** IPv4 as it is, IPv6 as what it stands for, if for anything. */
function translated(to: Target): Target | undefined {
  if (typeof to.address !== 'bigint') return to
  const embedded = embeddedIpv4(to.address)
  return embedded && { ...to, ...embedded }
}

/** To an IPv4 address of the gateway's own VPC: what is translated may end there. */
function localEnd(journey: Journey, nat: NatGateway, to: Target): (() => boolean) | undefined {
  const { view, walk } = journey
  const { subnet, address } = nat
  if (to.address === undefined) return undefined
  const target = outsider(to.address, to.text)
  const route = findRoute(subnet.routeTable, target.address)
  const eni = view.inVpc(subnet.vpc, address.address)
  if (route?.target.kind !== 'local' || !eni) return undefined
  return () => {
    walk.seenAs = address.text
    const peer = view.inVpc(subnet.vpc, target.address)
    const own = { ...address, public: nat.public }
    const isNear = subnet.blocks.some((block) => contains(block, target.address))
    if (isNear) return arriveInside(journey, { eni, own }, peer, target, 'subnet')
    if (!walk.filterByAcl(subnet, 'egress', target)) return false
    journey.back.push({ end: 'source', run: () => walk.filterByAcl(subnet, 'ingress', target) })
    passRoute(journey, subnet, route, 'route-local')
    return arriveInside(journey, { eni, own }, peer, target, 'vpc')
  }
}

function leaveNatGateway(
  journey: Journey,
  nat: NatGateway,
  mapped: PublicAddress,
  outer: Peer,
  to: Target,
): boolean {
  const { walk } = journey
  const { subnet } = nat
  const { routeTable, vpc } = subnet
  if (!walk.filterByAcl(subnet, 'egress', outer)) return false
  journey.back.push({ end: 'source', run: () => walk.filterByAcl(subnet, 'ingress', outer) })
  const route = findRoute(routeTable, outer.address)
  const facts = { destination: outer.text, subnet: subnet.id }
  if (!route) {
    const fix = routeOut(journey.view, subnet, outer.address, true)
    return walk.block('route-table', routeTable.id, 'no-route', facts, fix)
  }
  if (!isRouteAlive(journey, subnet, route, true, outer)) return false
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
  passRoute(journey, subnet, route, 'route-internet-gateway')
  if (!passBlockPublicAccess(journey, subnet, route.target.id, true)) return false
  walk.pass('internet-gateway', route.target.id, 'internet', { address: mapped.text })
  return acrossInternet(journey, outsider(mapped.address, mapped.text), to)
}
