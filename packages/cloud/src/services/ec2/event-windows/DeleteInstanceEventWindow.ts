import type {
  DeleteInstanceEventWindowRequest,
  DeleteInstanceEventWindowResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { eventWindows, findEventWindow } from './event-window.ts'

/** Deletes a window; one that has targets only by force. */
export const DeleteInstanceEventWindow = operation<
  DeleteInstanceEventWindowRequest,
  DeleteInstanceEventWindowResult
>('DeleteInstanceEventWindow', (ctx, input) => {
  const window = findEventWindow(ctx, input.InstanceEventWindowId)
  if (!input.ForceDelete && window.instanceIds.length + window.instanceTags.length > 0) {
    throw new AwsError(
      'InstanceEventWindowInUse',
      `The event window '${window.id}' is associated with targets. Disassociate them or use ForceDelete.`,
    )
  }
  ctx.db.delete(eventWindows, window.id)
  return {
    InstanceEventWindowState: { InstanceEventWindowId: window.id, State: 'deleting' },
  }
})
