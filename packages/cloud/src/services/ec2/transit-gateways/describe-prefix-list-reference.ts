import type { TransitGatewayPrefixListReference } from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { prefixLists } from '../prefix-lists/prefix-list.ts'
import { toResource } from './describe-association.ts'
import { transitGatewayAttachments } from './transit-gateway-attachment.ts'
import type {
  TransitGatewayPrefixListRoute,
  TransitGatewayRouteTableRecord,
} from './transit-gateway-route-table.ts'

export function toPrefixListReference(
  ctx: Context,
  table: TransitGatewayRouteTableRecord,
  { prefixListId, attachmentId }: TransitGatewayPrefixListRoute,
): TransitGatewayPrefixListReference {
  const attachment =
    attachmentId === undefined ? undefined : ctx.db.get(transitGatewayAttachments, attachmentId)
  return {
    TransitGatewayRouteTableId: table.id,
    PrefixListId: prefixListId,
    PrefixListOwnerId: ownerOf(ctx, prefixListId),
    State: 'available',
    Blackhole: attachmentId === undefined,
    TransitGatewayAttachment: attachment && toResource(attachment),
  }
}

export function ownerOf({ db, account }: Context, prefixListId: string): string {
  return db.get(prefixLists, prefixListId) ? account : 'AWS'
}
