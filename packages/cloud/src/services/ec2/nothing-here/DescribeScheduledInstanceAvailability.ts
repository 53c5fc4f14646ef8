import type {
  DescribeScheduledInstanceAvailabilityCommandInput,
  DescribeScheduledInstanceAvailabilityCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { listNothing } from './list-nothing.ts'

/**
 * Lists nothing: AWS sells Scheduled Instances no more.
 * @differs Always empty.
 */
export const DescribeScheduledInstanceAvailability = operation<
  DescribeScheduledInstanceAvailabilityCommandInput,
  Omit<DescribeScheduledInstanceAvailabilityCommandOutput, '$metadata'>
>('DescribeScheduledInstanceAvailability', (_ctx, input) => ({
  ScheduledInstanceAvailabilitySet: listNothing('DescribeScheduledInstanceAvailability', {
    filters: input.Filters,
  }),
}))
