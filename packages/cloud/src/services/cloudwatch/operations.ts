import type { AnyOperation } from '../../engine/operation.ts'
import { DeleteAlarms } from './alarms/DeleteAlarms.ts'
import { DescribeAlarmContributors } from './alarms/DescribeAlarmContributors.ts'
import { DescribeAlarmHistory } from './alarms/DescribeAlarmHistory.ts'
import { DescribeAlarms } from './alarms/DescribeAlarms.ts'
import { DescribeAlarmsForMetric } from './alarms/DescribeAlarmsForMetric.ts'
import { DisableAlarmActions } from './alarms/DisableAlarmActions.ts'
import { EnableAlarmActions } from './alarms/EnableAlarmActions.ts'
import { PutCompositeAlarm } from './alarms/PutCompositeAlarm.ts'
import { PutMetricAlarm } from './alarms/PutMetricAlarm.ts'
import { SetAlarmState } from './alarms/SetAlarmState.ts'
import { GetMetricData } from './metrics/GetMetricData.ts'
import { GetMetricStatistics } from './metrics/GetMetricStatistics.ts'
import { ListMetrics } from './metrics/ListMetrics.ts'
import { PutMetricData } from './metrics/PutMetricData.ts'

/** What this cloud supports of the service. */
export const operations: readonly AnyOperation[] = [
  DeleteAlarms,
  DescribeAlarmContributors,
  DescribeAlarmHistory,
  DescribeAlarms,
  DescribeAlarmsForMetric,
  DisableAlarmActions,
  EnableAlarmActions,
  PutCompositeAlarm,
  PutMetricAlarm,
  SetAlarmState,
  GetMetricData,
  GetMetricStatistics,
  ListMetrics,
  PutMetricData,
]
