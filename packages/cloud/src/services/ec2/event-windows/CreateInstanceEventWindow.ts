import type {
  CreateInstanceEventWindowRequest,
  CreateInstanceEventWindowResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { newId } from '../ids.ts'
import { readTagSpecifications } from '../tags.ts'
import { toEventWindow } from './describe-event-window.ts'
import { eventWindows, type EventWindowRecord } from './event-window.ts'
import { readTimes } from './read-times.ts'

const maxWindows = 200

/**
 * Makes an event window from time ranges or a cron expression.
 * @limits 200 windows in a Region.
 * @differs Nothing is ever scheduled in it: there are no maintenance events.
 */
export const CreateInstanceEventWindow = operation<
  CreateInstanceEventWindowRequest,
  CreateInstanceEventWindowResult
>('CreateInstanceEventWindow', (ctx, input) => {
  const times = readTimes(input)
  const tags = readTagSpecifications(input.TagSpecifications, ['instance-event-window'])(
    'instance-event-window',
  )
  if (ctx.db.count(eventWindows) >= maxWindows) {
    throw new AwsError(
      'InstanceEventWindowLimitExceeded',
      `You have reached the limit of ${maxWindows} event windows in this Region.`,
    )
  }
  const window: EventWindowRecord = {
    id: newId(ctx.chance, 'iew'),
    name: input.Name,
    ...times,
    instanceIds: [],
    instanceTags: [],
    tags,
  }
  ctx.db.put(eventWindows, window)
  return { InstanceEventWindow: toEventWindow(window) }
})
