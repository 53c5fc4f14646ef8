import type { Fix, Hop } from '@brume/ec2-model'
import type { PlainKey, Translate } from '../../i18n/index.ts'

export const hopTitles = {
  internet: 'hop.internet',
  instance: 'eips.instance',
  'network-interface': 'interfaces.one',
  'security-group': 'rules.group',
  'network-acl': 'acls.one',
  'route-table': 'routeTables.one',
  'internet-gateway': 'gateways.one',
  'nat-gateway': 'nats.one',
  peering: 'hop.peering',
  'transit-gateway': 'hop.transitGateway',
  'vpn-gateway': 'hop.vpn',
  service: 'hop.service',
} as const satisfies Record<Hop['kind'], PlainKey>

/** The page on which a hop's resource stands. */
export const hopPages: Readonly<Partial<Record<Hop['kind'], string>>> = {
  instance: 'instances',
  'network-interface': 'network-interfaces',
  'security-group': 'security-groups',
  'network-acl': 'network-acls',
  'route-table': 'route-tables',
  'internet-gateway': 'internet-gateways',
  'nat-gateway': 'nat-gateways',
}

/** `TCP 80`, `ICMP`. */
export function portText(protocol: string, port: number | string | undefined): string {
  const name = protocol.toUpperCase()
  return protocol === 'icmp' || protocol === 'icmpv6' ? 'ICMP' : `${name} ${port ?? ''}`
}

/** What a hop does with the packet, in a sentence. */
export function describeHop(hop: Hop, t: Translate): string {
  const fact = (name: string) => String(hop.facts[name] ?? '')
  const port = portText(fact('protocol'), hop.facts['port'])
  const peer = fact('peer')
  const inbound = fact('direction') === 'ingress'
  switch (hop.reason) {
    case 'internet':
      return t('hop.overInternet', { address: fact('address') })
    case 'running':
      return t('hop.running')
    case 'address':
      return t('hop.address', { address: fact('address'), subnet: fact('subnet') })
    case 'group-allows':
      return t(inbound ? 'hop.groupAllowsIn' : 'hop.groupAllowsOut', { port, peer })
    case 'acl-allows':
      return t('hop.aclAllows', { number: ruleNumberOf(hop), port, peer })
    case 'route-local':
    case 'route-internet-gateway':
    case 'route-nat-gateway':
    case 'route-peering':
    case 'route-transit-gateway':
    case 'route-vpn-gateway':
    case 'route-instance':
      return t('hop.route', { destination: fact('destination'), target: fact('target') })
    case 'address-mapped':
      return t('hop.mapped', { from: fact('from'), to: fact('to') })
    case 'peered':
      return t('hop.peered', { vpc: fact('vpc') })
    case 'transit-routed':
      return t('hop.transitRouted', {
        table: fact('table'),
        destination: fact('destination'),
        target: fact('target'),
      })
    case 'forwards':
      return t('hop.forwards', { from: fact('from'), to: fact('to') })
    case 'forwards-unknown':
      return t('hop.forwardsUnknown', { from: fact('from'), to: fact('to') })
    case 'listening':
      return t('hop.listening', { port })
    case 'listening-unknown':
      return t('hop.listeningUnknown')
    case 'echo-answered':
      return t('hop.echo')
    case 'not-running':
      return t('hop.notRunning', { state: fact('state') })
    case 'not-booted':
      return t('hop.notBooted')
    case 'instance-impaired':
      return t('hop.instanceImpaired')
    case 'system-impaired':
      return t('hop.systemImpaired')
    case 'zone-unavailable':
      return t('hop.zoneUnavailable', { zone: fact('zone') })
    case 'not-attached':
      return t('hop.notAttached')
    case 'group-no-rule':
      return t(inbound ? 'hop.groupNoRuleIn' : 'hop.groupNoRuleOut', { port, peer })
    case 'acl-denies':
      return t('hop.aclDenies', { number: ruleNumberOf(hop), port, peer })
    case 'acl-no-rule':
      return t('hop.aclNoRule', { port, peer })
    case 'no-route':
      return t('hop.noRoute', { destination: fact('destination') })
    case 'route-blackhole':
      return t('hop.blackhole', { destination: fact('destination'), target: fact('target') })
    case 'route-unsupported':
      return t('hop.routeUnsupported', { target: fact('target') })
    case 'transit-no-zone':
      return t('hop.transitNoZone', { attachment: fact('attachment'), zone: fact('zone') })
    case 'transit-no-association':
      return t('hop.transitNoAssociation', { attachment: fact('attachment') })
    case 'transit-no-route':
      return t('hop.transitNoRoute', { table: fact('table'), destination: fact('destination') })
    case 'transit-blackhole':
      return t('hop.transitBlackhole', { table: fact('table'), destination: fact('destination') })
    case 'transit-loop':
      return t('hop.transitLoop', { destination: fact('destination') })
    case 'vpn-down':
      return t('hop.vpnDown', { target: fact('target') })
    case 'block-public-access':
      return t('hop.blockPublicAccess', { subnet: fact('subnet') })
    case 'no-internet-gateway':
      return t('hop.noGateway')
    case 'no-public-address':
      return t('hop.noPublicAddress', { address: fact('address') })
    case 'nat-gateway-not-available':
      return t('hop.natNotAvailable', { state: fact('state') })
    case 'nat-gateway-private':
      return t('hop.natPrivate')
    case 'nat-gateway-inbound':
      return t('hop.natInbound')
    case 'return-asymmetric':
      return t('hop.asymmetric', { target: fact('target') })
    case 'source-dest-check':
      return t('hop.sourceDestCheck')
    case 'not-forwarding':
      return t('hop.notForwarding')
    case 'route-loop':
      return t('hop.loop', { target: fact('target') })
    case 'private-address':
      return t('hop.privateAddress', { address: fact('address') })
    case 'nobody-there':
      return t('hop.nobody', { address: fact('address') })
    case 'not-listening':
      return t('hop.notListening', { port })
  }
}

function ruleNumberOf({ rule }: Hop): string {
  return rule?.kind === 'network-acl-entry' ? String(rule.ruleNumber) : '*'
}

/** The change that opens the way, in words; the button that does it says the same. */
export function describeFix(fix: Fix, t: Translate): string {
  switch (fix.kind) {
    case 'authorize-ingress':
    case 'authorize-egress': {
      const port = portText(fix.protocol, fix.fromPort)
      const peer = 'cidr' in fix.peer ? fix.peer.cidr : fix.peer.groupId
      const inbound = fix.kind === 'authorize-ingress'
      return t(inbound ? 'fix.ingress' : 'fix.egress', { group: fix.groupId, port, peer })
    }
    case 'create-acl-entry':
      return t('fix.acl', {
        acl: fix.networkAclId,
        number: fix.ruleNumber,
        port: portText(fix.protocol, fix.ports && portRange(fix.ports)),
        peer: fix.cidr,
      })
    case 'create-route':
    case 'replace-route':
      return t('fix.route', {
        table: fix.routeTableId,
        destination: fix.destination,
        target: Object.values(fix.target).join(),
      })
    case 'attach-internet-gateway':
      return t('fix.gateway', { vpc: fix.vpcId })
    case 'associate-address':
      return t('fix.address', { interface: fix.networkInterfaceId })
    case 'disable-source-dest-check':
      return t('fix.check', { interface: fix.networkInterfaceId })
    case 'start-instance':
      return t('fix.start', { instance: fix.instanceId })
    case 'start-service':
      return t('fix.service', { port: String(fix.port), instance: fix.instanceId })
  }
}

function portRange({ from, to }: { readonly from: number; readonly to: number }): string {
  return from === to ? String(from) : `${from}-${to}`
}
