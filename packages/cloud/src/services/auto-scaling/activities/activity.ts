import type { ScalingActivityStatusCode } from '@aws-sdk/client-auto-scaling'
import { collection } from '../../../engine/collection.ts'

/** One line of a group's history, in AWS's words. Times in ms of the account. */
export interface ActivityRecord {
  /** A UUID. */
  readonly id: string
  /** The group's ARN: a later group of the same name has a history of its own. */
  readonly groupArn: string
  readonly group: string
  readonly instanceId?: string
  /** `Launching a new EC2 instance: i-…` */
  readonly description: string
  /** Sentences, two spaces between them: `At 2026-01-01T00:00:00Z an instance was …` */
  readonly cause: string
  readonly startTime: number
  readonly endTime?: number
  readonly statusCode: ScalingActivityStatusCode
  readonly statusMessage?: string
  readonly progress: number
  /** JSON: `{"Subnet ID":"subnet-…","Availability Zone":"ap-northeast-2a"}` */
  readonly details: string
}

/** In order of their beginning. */
export const activities = collection<ActivityRecord, 'group'>({
  name: 'auto-scaling/activity',
  scope: 'region',
  indexes: { group: ({ groupArn }) => groupArn },
})

/** AWS keeps a group's history for six weeks. */
export const historyMs = 42 * 24 * 3600 * 1000
