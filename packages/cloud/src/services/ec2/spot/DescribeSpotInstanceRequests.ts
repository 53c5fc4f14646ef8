import type {
  DescribeSpotInstanceRequestsRequest,
  DescribeSpotInstanceRequestsResult,
  SpotInstanceRequest,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { compileFilters, type FilterFields } from '../filters.ts'
import { paginate } from '../paging.ts'
import { findSpotRequest, toSpotRequest } from './describe-spot-request.ts'
import { spotRequests } from './spot-request.ts'

/**
 * Lists Spot requests with their status.
 * @differs Filters over the launch's interfaces and disks are refused.
 */
export const DescribeSpotInstanceRequests = operation<
  DescribeSpotInstanceRequestsRequest,
  DescribeSpotInstanceRequestsResult
>('DescribeSpotInstanceRequests', (ctx, input) => {
  const ids = input.SpotInstanceRequestIds ?? []
  const asked =
    ids.length > 0
      ? [...new Set(ids)].map((id) => findSpotRequest(ctx, id))
      : ctx.db.all(spotRequests)
  const found = asked
    .map((request) => toSpotRequest(ctx, request))
    .filter(compileFilters('DescribeSpotInstanceRequests', input.Filters, requestFilters))
  const page = paginate(ctx, 'DescribeSpotInstanceRequests', found, input, {
    keyOf: ({ SpotInstanceRequestId }) => SpotInstanceRequestId ?? '',
    ids: { name: 'spotInstanceRequestId', given: ids.length > 0 },
  })
  return { SpotInstanceRequests: [...page.items], NextToken: page.nextToken }
})

/** Those of network interfaces and disks of the launch are refused by name. */
const requestFilters: FilterFields<SpotInstanceRequest> = {
  fields: {
    'availability-zone-group': ({ AvailabilityZoneGroup }) => AvailabilityZoneGroup,
    'create-time': ({ CreateTime }) => CreateTime?.toISOString(),
    'fault-code': ({ Fault }) => Fault?.Code,
    'fault-message': ({ Fault }) => Fault?.Message,
    'instance-id': ({ InstanceId }) => InstanceId,
    'launch-group': ({ LaunchGroup }) => LaunchGroup,
    'launch.group-id': ({ LaunchSpecification }) =>
      LaunchSpecification?.SecurityGroups?.map(({ GroupId }) => GroupId),
    'launch.group-name': ({ LaunchSpecification }) =>
      LaunchSpecification?.SecurityGroups?.map(({ GroupName }) => GroupName),
    'launch.image-id': ({ LaunchSpecification }) => LaunchSpecification?.ImageId,
    'launch.instance-type': ({ LaunchSpecification }) => LaunchSpecification?.InstanceType,
    'launch.kernel-id': () => undefined,
    'launch.key-name': ({ LaunchSpecification }) => LaunchSpecification?.KeyName,
    'launch.monitoring-enabled': ({ LaunchSpecification }) =>
      LaunchSpecification?.Monitoring?.Enabled,
    'launch.ramdisk-id': () => undefined,
    'launched-availability-zone': ({ LaunchedAvailabilityZone }) => LaunchedAvailabilityZone,
    'launched-availability-zone-id': (request) => request.LaunchedAvailabilityZoneId,
    'network-interface.subnet-id': ({ LaunchSpecification }) => LaunchSpecification?.SubnetId,
    'product-description': ({ ProductDescription }) => ProductDescription,
    'spot-instance-request-id': ({ SpotInstanceRequestId }) => SpotInstanceRequestId,
    'spot-price': ({ SpotPrice }) => SpotPrice,
    state: ({ State }) => State,
    'status-code': ({ Status }) => Status?.Code,
    'status-message': ({ Status }) => Status?.Message,
    type: ({ Type }) => Type,
    'valid-from': ({ ValidFrom }) => ValidFrom?.toISOString(),
    'valid-until': ({ ValidUntil }) => ValidUntil?.toISOString(),
  },
  tags: ({ Tags }) =>
    (Tags ?? []).flatMap(({ Key, Value }) =>
      Key === undefined ? [] : [{ Key, Value: Value ?? '' }],
    ),
}
