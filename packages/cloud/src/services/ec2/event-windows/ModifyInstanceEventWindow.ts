import type {
  ModifyInstanceEventWindowRequest,
  ModifyInstanceEventWindowResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { toEventWindow } from './describe-event-window.ts'
import { eventWindows, findEventWindow, type EventWindowRecord } from './event-window.ts'
import { readTimes } from './read-times.ts'

/**
 * Changes name or times. New times take the place of the old ones, whichever way either are said.
 */
export const ModifyInstanceEventWindow = operation<
  ModifyInstanceEventWindowRequest,
  ModifyInstanceEventWindowResult
>('ModifyInstanceEventWindow', (ctx, input) => {
  const window = findEventWindow(ctx, input.InstanceEventWindowId)
  const timed = input.CronExpression !== undefined || (input.TimeRanges?.length ?? 0) > 0
  const modified: EventWindowRecord = {
    ...window,
    name: input.Name ?? window.name,
    ...(timed && { timeRanges: undefined, cron: undefined, ...readTimes(input) }),
  }
  ctx.db.put(eventWindows, modified)
  return { InstanceEventWindow: toEventWindow(modified) }
})
