import type { EnableAlarmActionsInput } from '@aws-sdk/client-cloudwatch'
import { operation } from '../../../engine/operation.ts'
import { switchActions } from './switch-actions.ts'

/** Lets alarms run their actions when their states change. */
export const EnableAlarmActions = operation<EnableAlarmActionsInput, object>(
  'EnableAlarmActions',
  (ctx, input) => {
    switchActions(ctx, input.AlarmNames, true)
    return {}
  },
)
