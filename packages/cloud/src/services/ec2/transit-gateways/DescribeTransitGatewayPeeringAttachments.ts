import type {
  DescribeTransitGatewayPeeringAttachmentsRequest,
  DescribeTransitGatewayPeeringAttachmentsResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { describeRecords } from '../describe.ts'
import { peeringAttachmentFilters, toPeeringAttachment } from './describe-peering-attachment.ts'
import { isPeeringAttachment } from './peering-sides.ts'
import { transitGatewayAttachments } from './transit-gateway-attachment.ts'

/** As either side sees it, with its own tags. */
export const DescribeTransitGatewayPeeringAttachments = operation<
  DescribeTransitGatewayPeeringAttachmentsRequest,
  DescribeTransitGatewayPeeringAttachmentsResult
>('DescribeTransitGatewayPeeringAttachments', (ctx, input) => {
  const { items, nextToken } = describeRecords(
    ctx,
    'DescribeTransitGatewayPeeringAttachments',
    transitGatewayAttachments,
    input,
    {
      kind: 'transit-gateway-attachment',
      ids: input.TransitGatewayAttachmentIds,
      filters: peeringAttachmentFilters(ctx),
      only: isPeeringAttachment,
    },
  )
  return { TransitGatewayPeeringAttachments: items.map(toPeeringAttachment), NextToken: nextToken }
})
