import { collection } from '../../../engine/collection.ts'
import type { Tagged } from '../tag.ts'

export interface EgressOnlyInternetGatewayRecord extends Tagged {
  /** `eigw-0…` */
  readonly id: string
  /** It is attached from its creation to its deletion. */
  readonly vpcId: string
}

export const egressOnlyInternetGateways = collection<EgressOnlyInternetGatewayRecord, 'vpc'>({
  name: 'ec2/egress-only-internet-gateway',
  scope: 'region',
  indexes: { vpc: (gateway) => gateway.vpcId },
})
