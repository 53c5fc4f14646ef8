import type {
  DescribeTransitGatewayAttachmentsRequest,
  DescribeTransitGatewayAttachmentsResult,
  TransitGatewayAttachment,
} from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { describeRecords } from '../describe.ts'
import type { FilterFields } from '../filters.ts'
import {
  transitGatewayAttachments,
  type TransitGatewayAttachmentRecord,
} from './transit-gateway-attachment.ts'

/** Attachments of VPCs, VPN connections and peered gateways. */
export const DescribeTransitGatewayAttachments = operation<
  DescribeTransitGatewayAttachmentsRequest,
  DescribeTransitGatewayAttachmentsResult
>('DescribeTransitGatewayAttachments', (ctx, input) => {
  const { items, nextToken } = describeRecords(
    ctx,
    'DescribeTransitGatewayAttachments',
    transitGatewayAttachments,
    input,
    {
      kind: 'transit-gateway-attachment',
      ids: input.TransitGatewayAttachmentIds,
      filters: attachmentFilters(ctx),
    },
  )
  return {
    TransitGatewayAttachments: items.map((attachment) => toAttachment(ctx, attachment)),
    NextToken: nextToken,
  }
})

function toAttachment(
  { account }: Context,
  attachment: TransitGatewayAttachmentRecord,
): TransitGatewayAttachment {
  const { association } = attachment
  return {
    TransitGatewayAttachmentId: attachment.id,
    TransitGatewayId: attachment.transitGatewayId,
    TransitGatewayOwnerId: account,
    ResourceOwnerId: attachment.resourceOwnerId,
    ResourceType: attachment.resourceType,
    ResourceId: attachment.resourceId,
    State: attachment.state,
    Association: association && {
      TransitGatewayRouteTableId: association.routeTableId,
      State: association.state,
    },
    CreationTime: new Date(attachment.createTime),
    Tags: [...attachment.tags],
  }
}

function attachmentFilters({ account }: Context): FilterFields<TransitGatewayAttachmentRecord> {
  return {
    fields: {
      'association.state': ({ association }) => association?.state,
      'association.transit-gateway-route-table-id': ({ association }) => association?.routeTableId,
      'resource-id': ({ resourceId }) => resourceId,
      'resource-owner-id': ({ resourceOwnerId }) => resourceOwnerId,
      'resource-type': ({ resourceType }) => resourceType,
      state: ({ state }) => state,
      'transit-gateway-attachment-id': ({ id }) => id,
      'transit-gateway-id': ({ transitGatewayId }) => transitGatewayId,
      'transit-gateway-owner-id': () => account,
    },
    tags: ({ tags }) => tags,
  }
}
