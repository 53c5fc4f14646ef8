import type {
  ModifyInstanceEventStartTimeRequest,
  ModifyInstanceEventStartTimeResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findInstance } from './find-instances.ts'

/**
 * Checks the instance and refuses: nothing is scheduled here, so no event can be put off.
 * @differs Never succeeds.
 */
export const ModifyInstanceEventStartTime = operation<
  ModifyInstanceEventStartTimeRequest,
  ModifyInstanceEventStartTimeResult
>('ModifyInstanceEventStartTime', (ctx, input) => {
  findInstance(ctx.db, input.InstanceId)
  throw new AwsError(
    'InvalidInstanceEventIDNotFound',
    `The instance event ID '${input.InstanceEventId ?? ''}' does not exist`,
  )
})
