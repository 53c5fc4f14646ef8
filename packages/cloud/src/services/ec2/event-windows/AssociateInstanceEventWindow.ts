import type {
  AssociateInstanceEventWindowRequest,
  AssociateInstanceEventWindowResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findHost } from '../hosts/host.ts'
import { findInstances } from '../instances/find-instances.ts'
import { checkTags, mergeTags } from '../tags.ts'
import { toEventWindow } from './describe-event-window.ts'
import { eventWindows, findEventWindow } from './event-window.ts'
import { readTarget } from './read-target.ts'

const maxInstances = 100

/**
 * Adds instances, by id or by tag, or Dedicated Hosts to an event window. An instance is in one window at most.
 * @limits 100 instance ids in a window.
 */
export const AssociateInstanceEventWindow = operation<
  AssociateInstanceEventWindowRequest,
  AssociateInstanceEventWindowResult
>('AssociateInstanceEventWindow', (ctx, input) => {
  const window = findEventWindow(ctx, input.InstanceEventWindowId)
  const { instanceIds, tags, hostIds } = readTarget(input.AssociationTarget)
  if (instanceIds.length > 0) findInstances(ctx.db, instanceIds)
  for (const id of hostIds) findHost(ctx, id)
  const taken = instanceIds.find((id) =>
    ctx.db.by(eventWindows, 'instance', id).some((each) => each.id !== window.id),
  )
  if (taken !== undefined) {
    throw new AwsError(
      'InvalidParameterValue',
      `The instance '${taken}' is associated with another event window.`,
    )
  }
  const all = [...new Set([...window.instanceIds, ...instanceIds])]
  if (all.length > maxInstances) {
    throw new AwsError(
      'InstanceEventWindowLimitExceeded',
      `An event window takes at most ${maxInstances} instance IDs.`,
    )
  }
  const associated = {
    ...window,
    instanceIds: all,
    instanceTags: mergeTags(window.instanceTags, checkTags(tags)),
    hostIds: [...new Set([...(window.hostIds ?? []), ...hostIds])],
  }
  ctx.db.put(eventWindows, associated)
  return { InstanceEventWindow: toEventWindow(associated) }
})
