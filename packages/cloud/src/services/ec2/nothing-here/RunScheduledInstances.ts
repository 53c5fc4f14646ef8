import type { RunScheduledInstancesRequest, RunScheduledInstancesResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'

/** Refused: nobody has Scheduled Instances, since AWS sells them no more. */
export const RunScheduledInstances = operation<
  RunScheduledInstancesRequest,
  RunScheduledInstancesResult
>('RunScheduledInstances', (_ctx, { ScheduledInstanceId: id }) => {
  throw new AwsError(
    'InvalidScheduledInstance',
    `The scheduled instance ID '${id}' does not exist. AWS does not have any capacity available for Scheduled Instances or any plans to make it available in the future.`,
  )
})
