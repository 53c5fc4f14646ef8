import type { DescribeFlowLogsRequest, DescribeFlowLogsResult, FlowLog } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { describeRecords } from '../describe.ts'
import { flowLogs, type FlowLogRecord } from './flow-log.ts'

/** Lists flow logs. Its list of filters is called `Filter`. */
export const DescribeFlowLogs = operation<DescribeFlowLogsRequest, DescribeFlowLogsResult>(
  'DescribeFlowLogs',
  (ctx, { Filter, ...input }) => {
    const { items, nextToken } = describeRecords(
      ctx,
      'DescribeFlowLogs',
      flowLogs,
      { ...input, Filters: Filter },
      {
        kind: 'flow-log',
        ids: input.FlowLogIds,
        filters: {
          fields: {
            'deliver-log-status': () => 'SUCCESS',
            'log-destination-type': (log) => log.destinationType,
            'flow-log-id': (log) => log.id,
            'log-group-name': (log) => log.logGroupName,
            'resource-id': (log) => log.resourceId,
            'traffic-type': (log) => log.trafficType,
          },
          tags: (log) => log.tags,
        },
        page: { min: 1 },
      },
    )
    return { FlowLogs: items.map(toFlowLog), NextToken: nextToken }
  },
)

function toFlowLog(log: FlowLogRecord): FlowLog {
  return {
    CreationTime: new Date(log.createTime),
    DeliverLogsPermissionArn: log.permissionArn,
    DeliverCrossAccountRole: log.crossAccountRole,
    DeliverLogsStatus: 'SUCCESS',
    FlowLogId: log.id,
    FlowLogStatus: 'ACTIVE',
    LogGroupName: log.logGroupName,
    ResourceId: log.resourceId,
    TrafficType: log.trafficType,
    LogDestinationType: log.destinationType,
    LogDestination: log.destination,
    LogFormat: log.format,
    Tags: [...log.tags],
    MaxAggregationInterval: log.aggregationInterval,
    DestinationOptions: log.destinationOptions,
  }
}
