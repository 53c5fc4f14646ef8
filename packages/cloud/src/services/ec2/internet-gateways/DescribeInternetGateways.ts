import type {
  DescribeInternetGatewaysRequest,
  DescribeInternetGatewaysResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { describeRecords } from '../describe.ts'
import { internetGateways } from './internet-gateway.ts'

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
    InternetGateways: items.map(({ id, vpcId, tags }) => ({
      InternetGatewayId: id,
      OwnerId: ctx.account,
      Attachments:
        // The SDK's enum lacks the word that the service uses here.
        vpcId === undefined ? [] : [{ VpcId: vpcId, State: 'available' as 'attached' }],
      Tags: [...tags],
    })),
    NextToken: nextToken,
  }
})
