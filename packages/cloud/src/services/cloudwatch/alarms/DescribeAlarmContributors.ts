import type {
  DescribeAlarmContributorsInput,
  DescribeAlarmContributorsOutput,
} from '@aws-sdk/client-cloudwatch'
import { operation } from '../../../engine/operation.ts'
import { existingAlarm } from './existing-alarm.ts'

/** None: only alarms on queries that give several time series have contributors, and there are no such alarms here. */
export const DescribeAlarmContributors = operation<
  DescribeAlarmContributorsInput,
  DescribeAlarmContributorsOutput
>('DescribeAlarmContributors', (ctx, input) => {
  existingAlarm(ctx.db, input.AlarmName ?? '')
  return { AlarmContributors: [] }
})
