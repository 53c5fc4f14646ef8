import { collection } from '../../../engine/collection.ts'
import type { Tagged } from '../tag.ts'

export interface InternetGatewayRecord extends Tagged {
  /** `igw-0…` */
  readonly id: string
  /** The VPC it is attached to. */
  readonly vpcId?: string
}

export const internetGateways = collection<InternetGatewayRecord, 'vpc'>({
  name: 'ec2/internet-gateway',
  scope: 'region',
  indexes: { vpc: (gateway) => gateway.vpcId },
})
