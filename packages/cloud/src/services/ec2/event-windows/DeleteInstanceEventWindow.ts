import type {
  DeleteInstanceEventWindowRequest,
  DeleteInstanceEventWindowResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { eventWindows, findEventWindow, type EventWindowRecord } from './event-window.ts'

/** Deletes a window; one that has targets only by force. */
export const DeleteInstanceEventWindow = operation<
  DeleteInstanceEventWindowRequest,
  DeleteInstanceEventWindowResult
>('DeleteInstanceEventWindow', (ctx, input) => {
  const window = findEventWindow(ctx, input.InstanceEventWindowId)
  if (!input.ForceDelete && hasTargets(window)) {
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

function hasTargets({ instanceIds, instanceTags, hostIds = [] }: EventWindowRecord): boolean {
  return instanceIds.length + instanceTags.length + hostIds.length > 0
}
