import type {
  DescribeTransitGatewayRouteTableAnnouncementsRequest,
  DescribeTransitGatewayRouteTableAnnouncementsResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { listNothing } from './list-nothing.ts'

/** Of Cloud WAN, which is not here. */
export const DescribeTransitGatewayRouteTableAnnouncements = operation<
  DescribeTransitGatewayRouteTableAnnouncementsRequest,
  DescribeTransitGatewayRouteTableAnnouncementsResult
>('DescribeTransitGatewayRouteTableAnnouncements', (_ctx, input) => ({
  TransitGatewayRouteTableAnnouncements: listNothing(
    'DescribeTransitGatewayRouteTableAnnouncements',
    {
      ids: input.TransitGatewayRouteTableAnnouncementIds,
      missing: {
        code: 'InvalidTransitGatewayRouteTableAnnouncementId.NotFound',
        message: 'Transit Gateway Route Table Announcement {id} was deleted or does not exist.',
      },
      filters: input.Filters,
    },
  ),
}))
