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
import { DeleteDashboards } from './dashboards/DeleteDashboards.ts'
import { GetDashboard } from './dashboards/GetDashboard.ts'
import { ListDashboards } from './dashboards/ListDashboards.ts'
import { PutDashboard } from './dashboards/PutDashboard.ts'
import { GetMetricData } from './metrics/GetMetricData.ts'
import { GetMetricStatistics } from './metrics/GetMetricStatistics.ts'
import { ListMetrics } from './metrics/ListMetrics.ts'
import { PutMetricData } from './metrics/PutMetricData.ts'
import { ListTagsForResource } from './tags/ListTagsForResource.ts'
import { TagResource } from './tags/TagResource.ts'
import { UntagResource } from './tags/UntagResource.ts'

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
  DeleteDashboards,
  GetDashboard,
  ListDashboards,
  PutDashboard,
  GetMetricData,
  GetMetricStatistics,
  ListMetrics,
  PutMetricData,
  ListTagsForResource,
  TagResource,
  UntagResource,
]
