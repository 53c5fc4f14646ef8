import type {
  RegisterInstanceEventNotificationAttributesRequest,
  RegisterInstanceEventNotificationAttributesResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { putNotification, readNotification } from './settings.ts'

/**
 * Puts instance tags, some or all, into event notifications.
 * @differs No maintenance events happen here, so no notification is sent.
 */
export const RegisterInstanceEventNotificationAttributes = operation<
  RegisterInstanceEventNotificationAttributesRequest,
  RegisterInstanceEventNotificationAttributesResult
>('RegisterInstanceEventNotificationAttributes', (ctx, input) => {
  const { IncludeAllTagsOfInstance: all = false, InstanceTagKeys: keys = [] } =
    input.InstanceTagAttribute ?? {}
  if (all && keys.length > 0) {
    throw new AwsError(
      'InvalidParameterCombination',
      'InstanceTagKeys cannot be specified when IncludeAllTagsOfInstance is true.',
    )
  }
  const old = readNotification(ctx)
  const kept = all ? [] : [...new Set([...old.keys, ...keys])]
  return { InstanceTagAttribute: putNotification(ctx, { id: 'tags', all, keys: kept }) }
})
