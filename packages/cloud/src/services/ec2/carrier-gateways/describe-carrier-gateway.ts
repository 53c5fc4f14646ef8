import type { CarrierGateway } from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import type { CarrierGatewayRecord } from './carrier-gateway.ts'

export function toCarrierGateway(
  { account }: Pick<Context, 'account'>,
  { id, vpcId, tags }: CarrierGatewayRecord,
): CarrierGateway {
  return {
    CarrierGatewayId: id,
    VpcId: vpcId,
    State: 'available',
    OwnerId: account,
    Tags: [...tags],
  }
}
