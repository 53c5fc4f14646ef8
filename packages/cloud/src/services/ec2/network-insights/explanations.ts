import type { Explanation, PathComponent } from '@aws-sdk/client-ec2'
import type { FlowDecision, Hop, HopReason } from '@brume/ec2-model'
import type { Context } from '../../../engine/context.ts'
import { toComponent } from './component.ts'

/** What a hop that blocks is called. https://docs.aws.amazon.com/vpc/latest/reachability/explanation-codes.html */
const codes: Readonly<Partial<Record<HopReason, string>>> = {
  'group-no-rule': 'ENI_SG_RULES_MISMATCH',
  'acl-denies': 'SUBNET_ACL_RESTRICTION',
  'acl-no-rule': 'SUBNET_ACL_RESTRICTION',
  'no-route': 'NO_ROUTE_TO_DESTINATION',
  'return-asymmetric': 'NO_ROUTE_TO_DESTINATION',
  'route-blackhole': 'BAD_STATE_ROUTE',
  'route-unsupported': 'UNSUPPORTED_COMPONENT',
  'nat-gateway-not-available': 'BAD_STATE',
  'nat-gateway-private': 'NO_POSSIBLE_DESTINATION',
  'source-dest-check': 'ENI_SOURCE_DEST_CHECK_RESTRICTION',
  'not-forwarding': 'NO_POSSIBLE_DESTINATION',
  'private-address': 'IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS',
  'nobody-there': 'NO_POSSIBLE_DESTINATION',
  'not-running': 'BAD_STATE',
  'not-attached': 'UNASSOCIATED_COMPONENT',
  'block-public-access': 'VPC_BLOCK_PUBLIC_ACCESS_ENABLED',
  'transit-no-zone': 'TGW_ROUTE_AZ_RESTRICTION',
  'transit-no-association': 'TGW_ATTACH_MISSING_TGW_RTB_ASSOCIATION',
  'transit-no-route': 'TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT',
  'transit-blackhole': 'TGW_RTB_BAD_STATE_ROUTE',
  'vpn-down': 'BAD_STATE_VPN',
}

/** What an analysis of configuration does not ask: whether a program answers. */
const ofTheGuest: ReadonlySet<HopReason> = new Set([
  'not-booted',
  'not-listening',
  'instance-impaired',
  'system-impaired',
  'zone-unavailable',
])

export function isPathFound({ blockedAt }: FlowDecision): boolean {
  return blockedAt === undefined || ofTheGuest.has(blockedAt.reason)
}

type Place = Pick<Context, 'account' | 'region'>

export function explain(place: Place, decision: FlowDecision): Explanation[] {
  const { blockedAt: hop } = decision
  if (!hop || isPathFound(decision)) return []
  const component = toComponent(place, hop.id)
  const at = (kind: Hop['kind']) => (hop.kind === kind ? component : undefined)
  return [
    {
      ExplanationCode: codeOf(hop),
      Component: component,
      Direction: textOf(hop, 'direction'),
      Acl: at('network-acl'),
      AclRule: aclRuleOf(hop),
      SecurityGroups: namesOf(hop, 'groups').flatMap((id) => toComponent(place, id) ?? []),
      NetworkInterface: at('network-interface'),
      RouteTable: at('route-table'),
      RouteTableRoute: routeOf(hop),
      TransitGateway: at('transit-gateway'),
      TransitGatewayRouteTable: toComponent(place, textOf(hop, 'table') ?? ''),
      TransitGatewayAttachment: toComponent(place, textOf(hop, 'attachment') ?? ''),
      InternetGateway: at('internet-gateway'),
      NatGateway: at('nat-gateway'),
      VpnConnection: at('vpn-gateway'),
      Subnet: toComponent(place, textOf(hop, 'subnet') ?? ''),
      State: textOf(hop, 'state'),
    },
  ]
}

function codeOf(hop: Hop): string {
  if (hop.reason !== 'no-public-address') return codes[hop.reason] ?? 'NO_PATH'
  return hop.end === 'source'
    ? 'IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS'
    : 'IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS'
}

/** The hops of one way that are resources, in order. */
export function toPathComponents(
  place: Place,
  decision: FlowDecision,
  way: Hop['way'],
): PathComponent[] {
  const hops = decision.path.filter(
    (hop) => hop.way === way && hop.kind !== 'service' && hop.verdict === 'passed',
  )
  return hops
    .flatMap((hop) => {
      const component = toComponent(place, hop.id)
      return component ? [{ hop, component }] : []
    })
    .map(({ hop, component }, index) => ({
      SequenceNumber: index + 1,
      Component: component,
      AclRule: aclRuleOf(hop),
      SecurityGroupRule: groupRuleOf(hop),
      RouteTableRoute: hop.kind === 'route-table' ? routeOf(hop) : undefined,
      TransitGatewayRouteTableRoute: transitRouteOf(hop),
      Subnet: toComponent(place, textOf(hop, 'subnet') ?? ''),
    }))
}

function aclRuleOf({ rule }: Hop): PathComponent['AclRule'] {
  if (rule?.kind !== 'network-acl-entry') return undefined
  return { RuleNumber: rule.ruleNumber, Egress: rule.egress, RuleAction: rule.action }
}

function groupRuleOf(hop: Hop): PathComponent['SecurityGroupRule'] {
  if (hop.rule?.kind !== 'security-group-rule') return undefined
  return {
    SecurityGroupId: hop.rule.groupId,
    Direction: textOf(hop, 'direction'),
    Protocol: textOf(hop, 'protocol'),
  }
}

function routeOf(hop: Hop): PathComponent['RouteTableRoute'] {
  if (hop.rule?.kind !== 'route' || hop.kind !== 'route-table') return undefined
  const { destination, target } = hop.rule
  const to = (prefix: string) => (target.startsWith(prefix) ? target : undefined)
  return {
    DestinationCidr: destination,
    GatewayId: to('igw-') ?? to('vgw-') ?? to('local'),
    NatGatewayId: to('nat-'),
    NetworkInterfaceId: to('eni-'),
    TransitGatewayId: to('tgw-'),
    VpcPeeringConnectionId: to('pcx-'),
    EgressOnlyInternetGatewayId: to('eigw-'),
    State: hop.reason === 'route-blackhole' ? 'blackhole' : 'active',
  }
}

function transitRouteOf(hop: Hop): PathComponent['TransitGatewayRouteTableRoute'] {
  if (hop.kind !== 'transit-gateway' || hop.rule?.kind !== 'route') return undefined
  return { DestinationCidr: hop.rule.destination, AttachmentId: hop.rule.target, State: 'active' }
}

function textOf({ facts }: Hop, name: string): string | undefined {
  const value = facts[name]
  return value === undefined ? undefined : String(value)
}

function namesOf(hop: Hop, name: string): readonly string[] {
  return (textOf(hop, name) ?? '').split(', ').filter((each) => each !== '')
}
