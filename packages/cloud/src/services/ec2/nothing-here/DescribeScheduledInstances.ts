import type {
  DescribeScheduledInstancesRequest,
  DescribeScheduledInstancesResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { listNothing } from './list-nothing.ts'

/**
 * Lists nothing: AWS sells Scheduled Instances no more.
 * @differs Always empty.
 */
export const DescribeScheduledInstances = operation<
  DescribeScheduledInstancesRequest,
  DescribeScheduledInstancesResult
>('DescribeScheduledInstances', (_ctx, input) => ({
  ScheduledInstanceSet: listNothing('DescribeScheduledInstances', {
    ids: input.ScheduledInstanceIds,
    missing: {
      code: 'InvalidScheduledInstance',
      message: "The scheduled instance ID '{id}' does not exist",
    },
    filters: input.Filters,
  }),
}))
