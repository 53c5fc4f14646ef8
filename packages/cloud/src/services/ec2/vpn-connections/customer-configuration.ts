import { formatIpv4, parseIpv4Block } from '../../../network/cidr.ts'
import type { VpnConnectionRecord, VpnTunnel } from './vpn-connection.ts'

interface Ends {
  readonly customerAddress: string
  readonly customerAsn: number
  readonly amazonAsn: number
}

/**
 * What the customer's device needs to be told, in AWS's native XML. Example configurations, and where its values come from:
 * https://docs.aws.amazon.com/vpn/latest/s2svpn/SetUpVPNConnections.html#vpn-download-config
 */
export function customerConfiguration(connection: VpnConnectionRecord, ends: Ends): string {
  const attributes = connection.options.staticRoutesOnly
    ? ['  <vpn_connection_attributes>NoBGPVPNConnection</vpn_connection_attributes>']
    : []
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<vpn_connection id="${connection.id}">`,
    `  <customer_gateway_id>${connection.customerGatewayId}</customer_gateway_id>`,
    `  <vpn_gateway_id>${connection.vpnGatewayId ?? ''}</vpn_gateway_id>`,
    '  <vpn_connection_type>ipsec.1</vpn_connection_type>',
    ...attributes,
    ...connection.tunnels.flatMap((tunnel) => tunnelLines(connection, tunnel, ends)),
    '</vpn_connection>',
  ].join('\n')
}

function tunnelLines(
  { options }: VpnConnectionRecord,
  tunnel: VpnTunnel,
  ends: Ends,
): readonly string[] {
  const { settings } = tunnel
  const inside = parseIpv4Block(tunnel.insideCidr)?.first ?? 0
  const end = (name: string, outside: string, address: number, asn: number) => [
    `    <${name}>`,
    '      <tunnel_outside_address>',
    `        <ip_address>${outside}</ip_address>`,
    '      </tunnel_outside_address>',
    '      <tunnel_inside_address>',
    `        <ip_address>${formatIpv4(address)}</ip_address>`,
    '        <network_mask>255.255.255.252</network_mask>',
    '        <network_cidr>30</network_cidr>',
    '      </tunnel_inside_address>',
    ...(options.staticRoutesOnly
      ? []
      : [
          '      <bgp>',
          `        <asn>${asn}</asn>`,
          '        <hold_time>30</hold_time>',
          '      </bgp>',
        ]),
    `    </${name}>`,
  ]
  return [
    '  <ipsec_tunnel>',
    ...end('customer_gateway', ends.customerAddress, inside + 2, ends.customerAsn),
    ...end('vpn_gateway', tunnel.outsideAddress, inside + 1, ends.amazonAsn),
    '    <ike>',
    '      <authentication_protocol>sha1</authentication_protocol>',
    '      <encryption_protocol>aes-128-cbc</encryption_protocol>',
    `      <lifetime>${settings.phase1LifetimeSeconds ?? 28_800}</lifetime>`,
    '      <perfect_forward_secrecy>group2</perfect_forward_secrecy>',
    '      <mode>main</mode>',
    `      <pre_shared_key>${tunnel.preSharedKey}</pre_shared_key>`,
    '    </ike>',
    '    <ipsec>',
    '      <protocol>esp</protocol>',
    '      <authentication_protocol>hmac-sha1-96</authentication_protocol>',
    '      <encryption_protocol>aes-128-cbc</encryption_protocol>',
    `      <lifetime>${settings.phase2LifetimeSeconds ?? 3_600}</lifetime>`,
    '      <perfect_forward_secrecy>group2</perfect_forward_secrecy>',
    '      <mode>tunnel</mode>',
    '      <clear_df_bit>true</clear_df_bit>',
    '      <fragmentation_before_encryption>true</fragmentation_before_encryption>',
    '      <tcp_mss_adjustment>1379</tcp_mss_adjustment>',
    '      <dead_peer_detection>',
    '        <interval>10</interval>',
    '        <retries>3</retries>',
    '      </dead_peer_detection>',
    '    </ipsec>',
    '  </ipsec_tunnel>',
  ]
}
