import type {
  ActiveInstance,
  DescribeFleetInstancesRequest,
  DescribeFleetInstancesResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { compileFilters } from '../filters.ts'
import { paginate } from '../paging.ts'
import { findFleet, instancesOf } from './find-fleet.ts'

/** The instances of a fleet that are not on their way out. */
export const DescribeFleetInstances = operation<
  DescribeFleetInstancesRequest,
  DescribeFleetInstancesResult
>('DescribeFleetInstances', (ctx, input) => {
  const fleet = findFleet(ctx, input.FleetId)
  const found = instancesOf(ctx, fleet)
    .map(({ id, instanceType, spot }): ActiveInstance => ({
      InstanceId: id,
      InstanceType: instanceType,
      SpotInstanceRequestId: spot?.requestId,
      InstanceHealth: 'healthy',
    }))
    .filter(
      compileFilters<ActiveInstance>('DescribeFleetInstances', input.Filters, {
        fields: { 'instance-type': ({ InstanceType }) => InstanceType },
      }),
    )
  const page = paginate(ctx, 'DescribeFleetInstances', found, input, {
    keyOf: ({ InstanceId }) => InstanceId ?? '',
    min: 1,
  })
  return { FleetId: fleet.id, ActiveInstances: [...page.items], NextToken: page.nextToken }
})
