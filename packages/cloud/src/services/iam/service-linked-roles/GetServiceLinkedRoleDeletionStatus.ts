import type {
  GetServiceLinkedRoleDeletionStatusCommandInput,
  GetServiceLinkedRoleDeletionStatusCommandOutput,
} from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { noSuchEntity } from '../errors.ts'
import { deletionTasks } from './deletion-task.ts'

/** Whether a deletion of a service-linked role is done. */
export const GetServiceLinkedRoleDeletionStatus = operation<
  GetServiceLinkedRoleDeletionStatusCommandInput,
  Omit<GetServiceLinkedRoleDeletionStatusCommandOutput, '$metadata'>
>('GetServiceLinkedRoleDeletionStatus', (ctx, input) => {
  if (!ctx.db.get(deletionTasks, input.DeletionTaskId ?? ''))
    throw noSuchEntity(`Deletion task ${input.DeletionTaskId} cannot be found.`)
  return { Status: 'SUCCEEDED' }
})
