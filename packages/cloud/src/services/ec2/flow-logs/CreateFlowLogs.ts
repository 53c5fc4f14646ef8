import type {
  CreateFlowLogsRequest,
  CreateFlowLogsResult,
  FlowLogsResourceType,
} from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findRecord } from '../find.ts'
import { newId } from '../ids.ts'
import { networkInterfaces } from '../network-interfaces/network-interface.ts'
import { subnets } from '../subnets/subnet.ts'
import { readTagSpecifications } from '../tags.ts'
import { refuseMembers } from '../unsupported.ts'
import { vpcs } from '../vpcs/vpc.ts'
import { flowLogs } from './flow-log.ts'
import { defaultLogFormat, parseLogFormat } from './log-format.ts'
import { readDestination } from './read-destination.ts'

/**
 * Records accepted and rejected flows of a VPC, subnet or interface as the network decides them.
 * @limits Aggregation of 60 or 600 seconds.
 * @differs The records stay in the cloud (`/_brume/flow-logs`): no bucket, log group or stream receives
 *   them. Flow logs of transit gateways are refused.
 */
export const CreateFlowLogs = operation<CreateFlowLogsRequest, CreateFlowLogsResult>(
  'CreateFlowLogs',
  (ctx, input) => {
    refuseMembers('CreateFlowLogs', input, ['TagFieldSpecifications'])
    const tags = readTagSpecifications(input.TagSpecifications, ['vpc-flow-log'])('vpc-flow-log')
    const interval = input.MaxAggregationInterval ?? 600
    if (interval !== 60 && interval !== 600)
      throw new AwsError('InvalidParameter', 'Invalid Flow Log Max Aggregation Interval')
    const destination = readDestination(input)
    const format = input.LogFormat ?? defaultLogFormat
    parseLogFormat(format)
    const ids = input.ResourceIds ?? []
    for (const id of ids) checkResource(ctx, input.ResourceType, id)
    const trafficType = input.TrafficType ?? 'ALL'
    const made = ids.map((resourceId) => {
      const same = ctx.db
        .by(flowLogs, 'resource', resourceId)
        .some(
          (log) =>
            log.trafficType === trafficType &&
            log.destinationType === destination.destinationType &&
            log.destination === destination.destination &&
            log.logGroupName === destination.logGroupName,
        )
      if (same) {
        throw new AwsError(
          'FlowLogAlreadyExists',
          'Error. There is an existing Flow Log with the same configuration and log destination.',
        )
      }
      const id = newId(ctx.chance, 'fl')
      ctx.db.put(flowLogs, {
        id,
        resourceId,
        trafficType,
        ...destination,
        format,
        aggregationInterval: interval,
        createTime: ctx.now,
        tags,
      })
      return id
    })
    return { ClientToken: input.ClientToken, FlowLogIds: made, Unsuccessful: [] }
  },
)

/** Throws the resource's own error when it is not there. */
function checkResource(ctx: Context, type: FlowLogsResourceType | undefined, id: string): void {
  switch (type) {
    case 'VPC':
      findRecord(ctx, vpcs, 'vpc', id)
      return
    case 'Subnet':
      findRecord(ctx, subnets, 'subnet', id)
      return
    case 'NetworkInterface':
      findRecord(ctx, networkInterfaces, 'network-interface', id)
      return
    default:
      throw new AwsError(
        'UnsupportedOperation',
        `Flow logs of a ${type} are not supported by the embedded cloud.`,
      )
  }
}
