import type {
  DescribeEgressOnlyInternetGatewaysRequest,
  DescribeEgressOnlyInternetGatewaysResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { describeRecords } from '../describe.ts'
import { toEgressOnlyInternetGateway } from './describe-egress-only-internet-gateway.ts'
import { egressOnlyInternetGateways } from './egress-only-internet-gateway.ts'

export const DescribeEgressOnlyInternetGateways = operation<
  DescribeEgressOnlyInternetGatewaysRequest,
  DescribeEgressOnlyInternetGatewaysResult
>('DescribeEgressOnlyInternetGateways', (ctx, input) => {
  const { items, nextToken } = describeRecords(
    ctx,
    'DescribeEgressOnlyInternetGateways',
    egressOnlyInternetGateways,
    input,
    {
      kind: 'egress-only-internet-gateway',
      ids: input.EgressOnlyInternetGatewayIds,
      filters: { fields: {}, tags: ({ tags }) => tags },
      page: { max: 255 },
    },
  )
  return {
    EgressOnlyInternetGateways: items.map(toEgressOnlyInternetGateway),
    NextToken: nextToken,
  }
})
