import { collection } from '../../../engine/collection.ts'
import type { Tagged } from '../tag.ts'

export interface FlowLogRecord extends Tagged {
  /** `fl-0…` */
  readonly id: string
  /** An interface, a subnet or a VPC: a log of the wider one has the flows of all interfaces in it. */
  readonly resourceId: string
  readonly trafficType: 'ACCEPT' | 'REJECT' | 'ALL'
  readonly destinationType: 'cloud-watch-logs' | 's3' | 'kinesis-data-firehose'
  readonly logGroupName?: string
  /** ARN of the destination, where one is named by ARN. */
  readonly destination?: string
  readonly permissionArn?: string
  readonly crossAccountRole?: string
  readonly format: string
  /** Seconds. */
  readonly aggregationInterval: 60 | 600
  readonly destinationOptions?: {
    readonly FileFormat: 'plain-text' | 'parquet'
    readonly HiveCompatiblePartitions: boolean
    readonly PerHourPartition: boolean
  }
  readonly createTime: number
}

export const flowLogs = collection<FlowLogRecord, 'resource'>({
  name: 'ec2/flow-log',
  scope: 'region',
  indexes: { resource: ({ resourceId }) => resourceId },
})
