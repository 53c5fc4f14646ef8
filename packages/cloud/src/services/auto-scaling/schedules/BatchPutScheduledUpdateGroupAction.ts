import type {
  BatchPutScheduledUpdateGroupActionAnswer,
  BatchPutScheduledUpdateGroupActionType,
  FailedScheduledUpdateGroupActionRequest,
} from '@aws-sdk/client-auto-scaling'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { validationError } from '../errors.ts'
import { findLivingGroup } from '../groups/find-group.ts'
import { readAction } from './read-action.ts'
import { scheduleAction } from './run-action.ts'

export const mostInBatch = 50

/**
 * Makes or changes scheduled actions of a group, each for itself.
 * @limits 50 actions a call.
 */
export const BatchPutScheduledUpdateGroupAction = operation<
  BatchPutScheduledUpdateGroupActionType,
  BatchPutScheduledUpdateGroupActionAnswer
>('BatchPutScheduledUpdateGroupAction', (ctx, input) => {
  const group = findLivingGroup(ctx, input.AutoScalingGroupName)
  const asked = input.ScheduledUpdateGroupActions ?? []
  if (asked.length > mostInBatch) {
    throw validationError(`At most ${mostInBatch} scheduled actions can be specified`)
  }
  const failed: FailedScheduledUpdateGroupActionRequest[] = []
  for (const each of asked) {
    try {
      scheduleAction(ctx, readAction(ctx, group, each))
    } catch (error) {
      if (!(error instanceof AwsError)) throw error
      failed.push({
        ScheduledActionName: each.ScheduledActionName,
        ErrorCode: error.code,
        ErrorMessage: error.message,
      })
    }
  }
  return { FailedScheduledUpdateGroupActions: failed }
})
