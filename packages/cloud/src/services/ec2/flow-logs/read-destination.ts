import type { CreateFlowLogsRequest } from '@aws-sdk/client-ec2'
import { AwsError } from '../../../errors.ts'
import type { FlowLogRecord } from './flow-log.ts'

type Destination = Pick<
  FlowLogRecord,
  | 'destinationType'
  | 'logGroupName'
  | 'destination'
  | 'permissionArn'
  | 'crossAccountRole'
  | 'destinationOptions'
>

/** Where the records shall go. Throws `InvalidParameter` for what does not go together. */
export function readDestination(input: CreateFlowLogsRequest): Destination {
  const { LogGroupName, LogDestination, DeliverLogsPermissionArn } = input
  const destinationType = input.LogDestinationType ?? 'cloud-watch-logs'
  if (LogGroupName !== undefined && destinationType !== 'cloud-watch-logs')
    throw invalid('LogDestination type must be cloud-watch-logs if LogGroupName is provided.')
  if (LogGroupName === undefined && LogDestination === undefined)
    throw invalid("LogDestination can't be empty if LogGroupName is not provided.")
  if (LogGroupName !== undefined && LogDestination !== undefined)
    throw invalid('Please only provide LogGroupName or only provide LogDestination.')
  if (destinationType === 'cloud-watch-logs' && DeliverLogsPermissionArn === undefined) {
    throw invalid(
      "DeliverLogsPermissionArn can't be empty if LogDestinationType is cloud-watch-logs.",
    )
  }
  if (LogDestination !== undefined && !LogDestination.startsWith(arns[destinationType]))
    throw invalid(`LogDestination: ${LogDestination} is not a valid ARN of ${destinationType}.`)
  const options = input.DestinationOptions
  return {
    destinationType,
    logGroupName: LogGroupName ?? groupOf(destinationType, LogDestination),
    destination: LogDestination,
    permissionArn: DeliverLogsPermissionArn,
    crossAccountRole: input.DeliverCrossAccountRole,
    ...(options
      ? {
          destinationOptions: {
            FileFormat: options.FileFormat ?? 'plain-text',
            HiveCompatiblePartitions: options.HiveCompatiblePartitions ?? false,
            PerHourPartition: options.PerHourPartition ?? false,
          },
        }
      : {}),
  }
}

const arns = {
  'cloud-watch-logs': 'arn:aws:logs:',
  s3: 'arn:aws:s3:::',
  'kinesis-data-firehose': 'arn:aws:firehose:',
} as const

/** `arn:aws:logs:us-east-1:123456789012:log-group:flows:*` */
function groupOf(type: string, arn: string | undefined): string | undefined {
  if (type !== 'cloud-watch-logs') return undefined
  return arn?.split(':log-group:')[1]?.replace(/:\*$/, '')
}

function invalid(message: string): AwsError {
  return new AwsError('InvalidParameter', message)
}
