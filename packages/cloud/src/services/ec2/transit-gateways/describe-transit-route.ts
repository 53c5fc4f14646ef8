import type { TransitGatewayRoute } from '@aws-sdk/client-ec2'
import { toResource } from './describe-association.ts'
import type { TransitRoute } from './transit-routes.ts'

export function toTransitRoute(route: TransitRoute): TransitGatewayRoute {
  return {
    DestinationCidrBlock: route.cidr,
    PrefixListId: route.prefixListId,
    TransitGatewayAttachments: route.attachment && [toResource(route.attachment)],
    Type: route.type,
    State: route.state,
  }
}
