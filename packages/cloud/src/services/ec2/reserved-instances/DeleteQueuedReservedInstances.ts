import type {
  DeleteQueuedReservedInstancesRequest,
  DeleteQueuedReservedInstancesResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { putReserved, reservedInstances } from './reserved-instances.ts'

/** Takes purchases back that wait for their time, each for itself. */
export const DeleteQueuedReservedInstances = operation<
  DeleteQueuedReservedInstancesRequest,
  DeleteQueuedReservedInstancesResult
>('DeleteQueuedReservedInstances', (ctx, input) => {
  const deleted: DeleteQueuedReservedInstancesResult = {
    SuccessfulQueuedPurchaseDeletions: [],
    FailedQueuedPurchaseDeletions: [],
  }
  for (const ReservedInstancesId of new Set(input.ReservedInstancesIds)) {
    const record = ctx.db.get(reservedInstances, ReservedInstancesId)
    if (record?.state === 'queued') {
      putReserved(ctx, { ...record, state: 'queued-deleted' })
      deleted.SuccessfulQueuedPurchaseDeletions?.push({ ReservedInstancesId })
      continue
    }
    deleted.FailedQueuedPurchaseDeletions?.push({
      ReservedInstancesId,
      Error: record
        ? {
            Code: 'reserved-instances-not-in-queued-state',
            Message: `The Reserved Instances '${ReservedInstancesId}' are not in the queued state.`,
          }
        : {
            Code: 'reserved-instances-id-invalid',
            Message: `The ID '${ReservedInstancesId}' does not exist`,
          },
    })
  }
  return deleted
})
