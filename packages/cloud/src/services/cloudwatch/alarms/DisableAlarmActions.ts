import type { DisableAlarmActionsInput } from '@aws-sdk/client-cloudwatch'
import { operation } from '../../../engine/operation.ts'
import { switchActions } from './switch-actions.ts'

/** Keeps alarms from running actions; their states go on changing. */
export const DisableAlarmActions = operation<DisableAlarmActionsInput, object>(
  'DisableAlarmActions',
  (ctx, input) => {
    switchActions(ctx, input.AlarmNames, false)
    return {}
  },
)
