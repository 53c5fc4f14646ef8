import type { InternetGateway } from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import type { InternetGatewayRecord } from './internet-gateway.ts'

export function toInternetGateway(
  ctx: Context,
  { id, vpcId, tags }: InternetGatewayRecord,
): InternetGateway {
  return {
    InternetGatewayId: id,
    OwnerId: ctx.account,
    Attachments:
      // The SDK's enum lacks the word that the service uses here.
      vpcId === undefined ? [] : [{ VpcId: vpcId, State: 'available' as 'attached' }],
    Tags: [...tags],
  }
}
