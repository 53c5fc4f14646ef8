import type {
  DescribeTransitGatewayVpcAttachmentsRequest,
  DescribeTransitGatewayVpcAttachmentsResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { describeRecords } from '../describe.ts'
import {
  isVpcAttachment,
  toVpcAttachment,
  vpcAttachmentFilters,
} from './describe-vpc-attachment.ts'
import { transitGatewayAttachments } from './transit-gateway-attachment.ts'

/** Attachments of VPCs, deleted ones for an hour. */
export const DescribeTransitGatewayVpcAttachments = operation<
  DescribeTransitGatewayVpcAttachmentsRequest,
  DescribeTransitGatewayVpcAttachmentsResult
>('DescribeTransitGatewayVpcAttachments', (ctx, input) => {
  const { items, nextToken } = describeRecords(
    ctx,
    'DescribeTransitGatewayVpcAttachments',
    transitGatewayAttachments,
    input,
    {
      kind: 'transit-gateway-attachment',
      ids: input.TransitGatewayAttachmentIds,
      filters: vpcAttachmentFilters,
      only: isVpcAttachment,
    },
  )
  return { TransitGatewayVpcAttachments: items.map(toVpcAttachment), NextToken: nextToken }
})
