import { collection } from '../../../engine/collection.ts'
import type { Tagged } from '../tag.ts'

/** The customer's end of VPN connections, as the customer describes it. */
export interface CustomerGatewayRecord extends Tagged {
  /** `cgw-0…` */
  readonly id: string
  readonly state: 'available' | 'deleted'
  readonly type: 'ipsec.1'
  readonly ipAddress?: string
  readonly bgpAsn: number
  readonly deviceName?: string
  readonly certificateArn?: string
}

export const customerGateways = collection<CustomerGatewayRecord>({
  name: 'ec2/customer-gateway',
  scope: 'region',
})
