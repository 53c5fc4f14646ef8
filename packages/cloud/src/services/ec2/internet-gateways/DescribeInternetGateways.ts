import type {
  DescribeInternetGatewaysRequest,
  DescribeInternetGatewaysResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { describeRecords } from '../describe.ts'
import { toInternetGateway } from './describe-internet-gateway.ts'
import { internetGateways } from './internet-gateway.ts'

/** Lists internet gateways and their VPCs. */
export const DescribeInternetGateways = operation<
  DescribeInternetGatewaysRequest,
  DescribeInternetGatewaysResult
>('DescribeInternetGateways', (ctx, input) => {
  const { items, nextToken } = describeRecords(
    ctx,
    'DescribeInternetGateways',
    internetGateways,
    input,
    {
      kind: 'internet-gateway',
      ids: input.InternetGatewayIds,
      filters: {
        fields: {
          // AWS calls the attachment of an internet gateway "available", not "attached".
          'attachment.state': ({ vpcId }) => (vpcId === undefined ? undefined : 'available'),
          'attachment.vpc-id': ({ vpcId }) => vpcId,
          'internet-gateway-id': ({ id }) => id,
          'owner-id': () => ctx.account,
        },
        tags: ({ tags }) => tags,
      },
    },
  )
  return {
    InternetGateways: items.map((gateway) => toInternetGateway(ctx, gateway)),
    NextToken: nextToken,
  }
})
