import { collection } from '../../../engine/collection.ts'
import type { Tagged } from '../tag.ts'

export interface VpnGatewayRecord extends Tagged {
  /** `vgw-0…` */
  readonly id: string
  readonly state: 'available' | 'deleted'
  readonly amazonSideAsn: number
  readonly availabilityZone?: string
  /** The last one stays listed as detached. */
  readonly attachment?: VpnGatewayAttachment
}

export interface VpnGatewayAttachment {
  readonly vpcId: string
  readonly state: 'attaching' | 'attached' | 'detaching' | 'detached'
}

export const vpnGateways = collection<VpnGatewayRecord, 'vpc'>({
  name: 'ec2/vpn-gateway',
  scope: 'region',
  indexes: {
    /** While it is attached. */
    vpc: ({ attachment }) => (attachment?.state === 'detached' ? undefined : attachment?.vpcId),
  },
})
