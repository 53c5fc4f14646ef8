import type { SetAlarmStateInput } from '@aws-sdk/client-cloudwatch'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { existingAlarm } from './existing-alarm.ts'
import { enterAlarmState } from './transition.ts'

/** Puts an alarm into a state, with its actions, until it is evaluated next; a composite alarm until one below it changes. */
export const SetAlarmState = operation<SetAlarmStateInput, object>(
  'SetAlarmState',
  (ctx, input) => {
    const { id } = existingAlarm(ctx.db, input.AlarmName ?? '')
    const { StateReason = '', StateReasonData } = input
    if (StateReasonData !== undefined) checkJson(StateReasonData)
    enterAlarmState(ctx, id, {
      value: input.StateValue ?? 'OK',
      reason: StateReason,
      ...(StateReasonData !== undefined && { reasonData: StateReasonData }),
    })
    return {}
  },
)

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_SetAlarmState.html: `InvalidFormat`. */
function checkJson(text: string): void {
  try {
    JSON.parse(text)
  } catch {
    throw new AwsError('InvalidFormat', 'StateReasonData was not valid JSON')
  }
}
