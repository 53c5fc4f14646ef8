import type { AnyOperation } from '../../engine/operation.ts'
import { DeleteAlarms } from './alarms/DeleteAlarms.ts'
import { DescribeAlarms } from './alarms/DescribeAlarms.ts'
import { PutMetricAlarm } from './alarms/PutMetricAlarm.ts'

/** What this cloud supports of the service. */
export const operations: readonly AnyOperation[] = [DeleteAlarms, DescribeAlarms, PutMetricAlarm]
