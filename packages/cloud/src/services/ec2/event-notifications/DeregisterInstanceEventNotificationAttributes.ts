import type {
  DeregisterInstanceEventNotificationAttributesRequest,
  DeregisterInstanceEventNotificationAttributesResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { putNotification, readNotification } from './settings.ts'

/** Takes instance tags out of event notifications. */
export const DeregisterInstanceEventNotificationAttributes = operation<
  DeregisterInstanceEventNotificationAttributesRequest,
  DeregisterInstanceEventNotificationAttributesResult
>('DeregisterInstanceEventNotificationAttributes', (ctx, input) => {
  const { IncludeAllTagsOfInstance: all, InstanceTagKeys: gone = [] } =
    input.InstanceTagAttribute ?? {}
  const old = readNotification(ctx)
  const record = {
    ...old,
    all: old.all && all !== true,
    keys: old.keys.filter((key) => !gone.includes(key)),
  }
  return { InstanceTagAttribute: putNotification(ctx, record) }
})
