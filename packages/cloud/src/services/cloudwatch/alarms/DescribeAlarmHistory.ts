import type {
  AlarmHistoryItem,
  DescribeAlarmHistoryInput,
  DescribeAlarmHistoryOutput,
} from '@aws-sdk/client-cloudwatch'
import { operation } from '../../../engine/operation.ts'
import { pageOf } from '../../ssm/paging.ts'
import { alarmHistory, type AlarmHistoryRecord } from './history.ts'

/** What happened to alarms in the last 30 days, newest first; also of alarms that are gone. */
export const DescribeAlarmHistory = operation<
  DescribeAlarmHistoryInput,
  DescribeAlarmHistoryOutput
>('DescribeAlarmHistory', (ctx, input) => {
  const { AlarmName } = input
  const all =
    AlarmName === undefined ? ctx.db.all(alarmHistory) : ctx.db.by(alarmHistory, 'alarm', AlarmName)
  const found = all.filter((item) => isAskedFor(item, input))
  // Kept in order of time.
  if (input.ScanBy !== 'TimestampAscending') found.reverse()
  const page = { NextToken: input.NextToken, MaxResults: input.MaxRecords }
  const { items, NextToken } = pageOf(found, page, 100)
  return {
    AlarmHistoryItems: items.map(describe),
    ...(NextToken !== undefined && { NextToken }),
  }
})

function isAskedFor(item: AlarmHistoryRecord, input: DescribeAlarmHistoryInput): boolean {
  const { AlarmTypes, AlarmContributorId, HistoryItemType, StartDate, EndDate } = input
  // As with DescribeAlarms, metric alarms alone unless the alarm or its type is named.
  const types = AlarmTypes?.length ? AlarmTypes : ['MetricAlarm']
  return (
    AlarmContributorId === undefined &&
    ((input.AlarmName !== undefined && !AlarmTypes?.length) || types.includes(item.alarmType)) &&
    (HistoryItemType === undefined || HistoryItemType === item.type) &&
    (StartDate === undefined || item.at >= StartDate.getTime()) &&
    (EndDate === undefined || item.at <= EndDate.getTime())
  )
}

function describe(item: AlarmHistoryRecord): AlarmHistoryItem {
  return {
    AlarmName: item.alarm,
    AlarmType: item.alarmType,
    Timestamp: new Date(item.at),
    HistoryItemType: item.type,
    HistorySummary: item.summary,
    HistoryData: item.data,
  }
}
