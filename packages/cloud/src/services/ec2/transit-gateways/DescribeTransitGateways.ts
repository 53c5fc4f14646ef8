import type {
  DescribeTransitGatewaysRequest,
  DescribeTransitGatewaysResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { describeRecords } from '../describe.ts'
import { toTransitGateway, transitGatewayFilters } from './describe-transit-gateway.ts'
import { transitGateways } from './transit-gateway.ts'

/** The account's own, deleted ones for an hour. */
export const DescribeTransitGateways = operation<
  DescribeTransitGatewaysRequest,
  DescribeTransitGatewaysResult
>('DescribeTransitGateways', (ctx, input) => {
  const { items, nextToken } = describeRecords(
    ctx,
    'DescribeTransitGateways',
    transitGateways,
    input,
    {
      kind: 'transit-gateway',
      ids: input.TransitGatewayIds,
      filters: transitGatewayFilters(ctx),
    },
  )
  return {
    TransitGateways: items.map((gateway) => toTransitGateway(ctx, gateway)),
    NextToken: nextToken,
  }
})
