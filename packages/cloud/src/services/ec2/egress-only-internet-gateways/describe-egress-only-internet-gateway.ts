import type { EgressOnlyInternetGateway } from '@aws-sdk/client-ec2'
import type { EgressOnlyInternetGatewayRecord } from './egress-only-internet-gateway.ts'

export function toEgressOnlyInternetGateway(
  gateway: EgressOnlyInternetGatewayRecord,
): EgressOnlyInternetGateway {
  return {
    EgressOnlyInternetGatewayId: gateway.id,
    Attachments: [{ VpcId: gateway.vpcId, State: 'attached' }],
    Tags: [...gateway.tags],
  }
}
