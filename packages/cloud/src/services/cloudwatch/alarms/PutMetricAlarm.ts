import type { PutMetricAlarmInput } from '@aws-sdk/client-cloudwatch'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findAlarm } from './alarm.ts'
import { putAlarm } from './put-alarm.ts'

/**
 * Makes a metric alarm, on a metric or on metric math, or replaces one of the same name; its state stays.
 * @limits No anomaly detection, Metrics Insights, PromQL, evaluation windows or mute rules.
 * @differs Looks two periods further back than the evaluation periods, whatever the period. Actions of services that are not here are kept, and recorded as failed when they would run.
 */
export const PutMetricAlarm = operation<PutMetricAlarmInput, object>(
  'PutMetricAlarm',
  (ctx, input) => {
    if (findAlarm(ctx.db, input.AlarmName ?? '')?.type === 'CompositeAlarm') {
      throw new AwsError(
        'ValidationError',
        `Cannot create a metric alarm with the name ${input.AlarmName}: a composite alarm has it.`,
      )
    }
    putAlarm(ctx, input)
    return {}
  },
)
