import type { Address } from './address.ts'
import type { Peer } from './firewall.ts'
import type { Journey } from './journey.ts'
import { findTransitWay, type TransitStep } from './transit-way.ts'
import type { Subnet, TransitAttachment, Vpc } from './view.ts'

/** An attachment of a VPC, and the subnet of it that a packet passes. */
export interface TransitDoor {
  readonly attachment: TransitAttachment
  readonly vpc: Vpc
  readonly subnet: Subnet
  readonly sharesGroups: boolean
}

/** Out of a subnet into the gateway: by its interface in the same zone, where the interface's subnet is asked on the way in. */
export function leaveByTransit(
  journey: Journey,
  subnet: Subnet,
  gatewayId: string,
  from: Peer,
): TransitDoor | undefined {
  const { view, walk } = journey
  const attachment = view.transit?.(subnet.vpc, gatewayId)
  if (attachment?.end.kind !== 'vpc') return undefined
  const door = attachment.end.subnets.find(({ zone }) => zone === subnet.zone)
  if (!door) {
    const facts = { attachment: attachment.id, zone: subnet.zone ?? '', subnet: subnet.id }
    walk.block('transit-gateway', gatewayId, 'transit-no-zone', facts)
    return undefined
  }
  // https://docs.aws.amazon.com/vpc/latest/tgw/tgw-nacls.html: asked even where both are in one subnet.
  if (!walk.filterByAcl(door, 'ingress', from)) return undefined
  const { vpc, sharesGroups } = attachment.end
  return { attachment, vpc, subnet: door, sharesGroups }
}

/** Through the gateways' tables; notes each of them. Undefined where one stops the packet. */
export function crossTransit(
  journey: Journey,
  entry: TransitDoor,
  target: Peer,
): TransitDoor | undefined {
  const { walk } = journey
  const { steps, out, loops } = findTransitWay(entry.attachment, target.address)
  for (const step of steps) if (!noteStep(journey, step, target)) return undefined
  if (loops) {
    const gatewayId = steps.at(-1)?.from.gatewayId ?? ''
    walk.block('transit-gateway', gatewayId, 'transit-loop', { destination: target.text })
    return undefined
  }
  if (!out) return undefined
  if (out.end.kind !== 'vpc') {
    const id = out.end.kind === 'vpn' ? out.end.connectionId : out.id
    walk.block('vpn-gateway', id, 'vpn-down', { target: id })
    return undefined
  }
  const { vpc, subnets, sharesGroups } = out.end
  const subnet = subnets.find(({ zone }) => zone === entry.subnet.zone) ?? subnets[0]
  return subnet && { attachment: out, vpc, subnet, sharesGroups }
}

function noteStep(
  { walk }: Journey,
  { from, table, route, to }: TransitStep,
  target: Peer,
): boolean {
  const id = from.gatewayId
  const facts = { attachment: from.id, destination: target.text }
  if (!table) return walk.block('transit-gateway', id, 'transit-no-association', facts)
  const inTable = { ...facts, table: table.id }
  if (!route) return walk.block('transit-gateway', id, 'transit-no-route', inTable)
  const rule = {
    kind: 'route',
    destination: route.block.text,
    target: route.attachmentId ?? 'blackhole',
  } as const
  const shown = { ...inTable, destination: route.block.text, target: rule.target }
  const alive = to && (to.end.kind !== 'peering' || to.end.far() !== undefined)
  if (!alive) {
    return walk.block('transit-gateway', id, 'transit-blackhole', shown, undefined, rule)
  }
  return walk.pass('transit-gateway', id, 'transit-routed', shown, rule)
}

/** The VPC into which the gateway would bring a packet, to aim at what is in it. */
export function vpcBeyondTransit(
  { view }: Journey,
  subnet: Subnet,
  gatewayId: string,
  to: Address,
): { readonly vpc: Vpc; readonly sharesGroups: boolean } | undefined {
  const entry = view.transit?.(subnet.vpc, gatewayId)
  const way = entry && findTransitWay(entry, to)
  if (entry?.end.kind !== 'vpc' || way?.out?.end.kind !== 'vpc') return undefined
  const { vpc, sharesGroups } = way.out.end
  // Groups are known within one gateway, and not beyond a peered one.
  return { vpc, sharesGroups: way.steps.length === 1 && sharesGroups && entry.end.sharesGroups }
}
