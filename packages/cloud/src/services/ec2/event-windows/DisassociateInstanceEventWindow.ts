import type {
  DisassociateInstanceEventWindowRequest,
  DisassociateInstanceEventWindowResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { toEventWindow } from './describe-event-window.ts'
import { eventWindows, findEventWindow } from './event-window.ts'
import { readTarget } from './read-target.ts'

/** Takes instances or tags out of an event window. */
export const DisassociateInstanceEventWindow = operation<
  DisassociateInstanceEventWindowRequest,
  DisassociateInstanceEventWindowResult
>('DisassociateInstanceEventWindow', (ctx, input) => {
  const window = findEventWindow(ctx, input.InstanceEventWindowId)
  const { instanceIds, tags, hostIds } = readTarget(input.AssociationTarget)
  const left = {
    ...window,
    instanceIds: window.instanceIds.filter((id) => !instanceIds.includes(id)),
    hostIds: window.hostIds?.filter((id) => !hostIds.includes(id)),
    instanceTags: window.instanceTags.filter(
      (own) => !tags.some(({ Key, Value = '' }) => Key === own.Key && Value === own.Value),
    ),
  }
  ctx.db.put(eventWindows, left)
  return { InstanceEventWindow: toEventWindow(left) }
})
