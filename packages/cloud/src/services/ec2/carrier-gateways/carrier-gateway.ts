import { collection } from '../../../engine/collection.ts'
import type { Tagged } from '../tag.ts'

export interface CarrierGatewayRecord extends Tagged {
  /** `cagw-0…` */
  readonly id: string
  readonly vpcId: string
}

export const carrierGateways = collection<CarrierGatewayRecord, 'vpc'>({
  name: 'ec2/carrier-gateway',
  scope: 'region',
  indexes: { vpc: ({ vpcId }) => vpcId },
})
