import type {
  BatchDeleteScheduledActionAnswer,
  BatchDeleteScheduledActionType,
  FailedScheduledUpdateGroupActionRequest,
} from '@aws-sdk/client-auto-scaling'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { validationError } from '../errors.ts'
import { findGroup } from '../groups/find-group.ts'
import { mostInBatch } from './BatchPutScheduledUpdateGroupAction.ts'
import { deleteAction } from './DeleteScheduledAction.ts'

/**
 * Deletes scheduled actions of a group, each for itself.
 * @limits 50 actions a call.
 */
export const BatchDeleteScheduledAction = operation<
  BatchDeleteScheduledActionType,
  BatchDeleteScheduledActionAnswer
>('BatchDeleteScheduledAction', (ctx, input) => {
  const group = findGroup(ctx, input.AutoScalingGroupName)
  const names = input.ScheduledActionNames ?? []
  if (names.length > mostInBatch) {
    throw validationError(`At most ${mostInBatch} scheduled actions can be specified`)
  }
  const failed: FailedScheduledUpdateGroupActionRequest[] = []
  for (const name of names) {
    try {
      deleteAction(ctx, group.id, name)
    } catch (error) {
      if (!(error instanceof AwsError)) throw error
      failed.push({
        ScheduledActionName: name,
        ErrorCode: error.code,
        ErrorMessage: error.message,
      })
    }
  }
  return { FailedScheduledActions: failed }
})
