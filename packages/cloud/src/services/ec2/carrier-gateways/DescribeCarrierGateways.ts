import type {
  DescribeCarrierGatewaysRequest,
  DescribeCarrierGatewaysResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { describeRecords } from '../describe.ts'
import { carrierGateways } from './carrier-gateway.ts'
import { toCarrierGateway } from './describe-carrier-gateway.ts'

/** The account's own. */
export const DescribeCarrierGateways = operation<
  DescribeCarrierGatewaysRequest,
  DescribeCarrierGatewaysResult
>('DescribeCarrierGateways', (ctx, input) => {
  const { items, nextToken } = describeRecords(
    ctx,
    'DescribeCarrierGateways',
    carrierGateways,
    input,
    {
      kind: 'carrier-gateway',
      ids: input.CarrierGatewayIds,
      filters: {
        fields: {
          'carrier-gateway-id': ({ id }) => id,
          'owner-id': () => ctx.account,
          state: () => 'available',
          'vpc-id': ({ vpcId }) => vpcId,
        },
        tags: ({ tags }) => tags,
      },
    },
  )
  return {
    CarrierGateways: items.map((gateway) => toCarrierGateway(ctx, gateway)),
    NextToken: nextToken,
  }
})
