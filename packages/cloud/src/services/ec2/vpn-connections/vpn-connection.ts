import { collection } from '../../../engine/collection.ts'
import type { Tagged } from '../tag.ts'

export interface VpnConnectionRecord extends Tagged {
  /** `vpn-0…` */
  readonly id: string
  readonly state: 'pending' | 'available' | 'deleting' | 'deleted'
  readonly customerGatewayId: string
  /** AWS's end: one of the two, or neither yet. */
  readonly vpnGatewayId?: string
  readonly transitGatewayId?: string
  readonly options: VpnOptions
  readonly tunnels: readonly VpnTunnel[]
  /** Blocks at the customer's end. */
  readonly routes: readonly string[]
  readonly createTime: number
}

export interface VpnOptions {
  readonly enableAcceleration: boolean
  readonly staticRoutesOnly: boolean
  readonly tunnelInsideIpVersion: 'ipv4' | 'ipv6'
  /** The customer's side and AWS's side. */
  readonly localNetworkCidr: string
  readonly remoteNetworkCidr: string
}

/** Two of them to a connection; what is not set is AWS's usual. */
export interface VpnTunnel {
  readonly outsideAddress: string
  /** A /30 of 169.254.0.0/16; the gateway has its first address, the customer the second. */
  readonly insideCidr: string
  readonly insideIpv6Cidr?: string
  readonly preSharedKey: string
  readonly settings: VpnTunnelSettings
}

export interface VpnTunnelSettings {
  readonly phase1LifetimeSeconds?: number | undefined
  readonly phase2LifetimeSeconds?: number | undefined
  readonly rekeyMarginTimeSeconds?: number | undefined
  readonly rekeyFuzzPercentage?: number | undefined
  readonly replayWindowSize?: number | undefined
  readonly dpdTimeoutSeconds?: number | undefined
  readonly dpdTimeoutAction?: string | undefined
  readonly startupAction?: string | undefined
  readonly phase1EncryptionAlgorithms?: readonly string[] | undefined
  readonly phase2EncryptionAlgorithms?: readonly string[] | undefined
  readonly phase1IntegrityAlgorithms?: readonly string[] | undefined
  readonly phase2IntegrityAlgorithms?: readonly string[] | undefined
  readonly phase1DhGroupNumbers?: readonly number[] | undefined
  readonly phase2DhGroupNumbers?: readonly number[] | undefined
  readonly ikeVersions?: readonly string[] | undefined
}

export const vpnConnections = collection<
  VpnConnectionRecord,
  'customerGateway' | 'vpnGateway' | 'transitGateway'
>({
  name: 'ec2/vpn-connection',
  scope: 'region',
  indexes: {
    customerGateway: (connection) => connection.customerGatewayId,
    vpnGateway: (connection) => connection.vpnGatewayId,
    transitGateway: (connection) => connection.transitGatewayId,
  },
})

/** What it joins cannot go before it. */
export const isUsed = ({ state }: Pick<VpnConnectionRecord, 'state'>): boolean =>
  state !== 'deleted'
