import type {
  DescribeInstanceConnectEndpointsRequest,
  DescribeInstanceConnectEndpointsResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { describeRecords } from '../describe.ts'
import { instanceConnectEndpoints, toConnectEndpoint } from './instance-connect-endpoint.ts'

/** Lists EC2 Instance Connect Endpoints. */
export const DescribeInstanceConnectEndpoints = operation<
  DescribeInstanceConnectEndpointsRequest,
  DescribeInstanceConnectEndpointsResult
>('DescribeInstanceConnectEndpoints', (ctx, input) => {
  const ids = input.InstanceConnectEndpointIds
  const { items, nextToken } = describeRecords(
    ctx,
    'DescribeInstanceConnectEndpoints',
    instanceConnectEndpoints,
    input,
    {
      kind: 'instance-connect-endpoint',
      ids,
      filters: {
        fields: {
          'availability-zone': ({ availabilityZone }) => availabilityZone,
          'instance-connect-endpoint-id': ({ id }) => id,
          state: ({ state }) => state,
          'subnet-id': ({ subnetId }) => subnetId,
          'vpc-id': ({ vpcId }) => vpcId,
        },
        tags: ({ tags }) => tags,
      },
      page: { min: 1, max: 50 },
    },
  )
  return {
    InstanceConnectEndpoints: items.map((endpoint) => toConnectEndpoint(ctx, endpoint)),
    NextToken: nextToken,
  }
})
