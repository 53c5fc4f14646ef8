import type { ImageUsageReport } from '@aws-sdk/client-ec2'
import { collection } from '../../../engine/collection.ts'
import type { TimerHandler } from '../../../engine/timers.ts'
import { AwsError } from '../../../errors.ts'
import type { Tagged } from '../tag.ts'

/** Who uses an image, and how much, as it was when the report was asked for. */
export interface UsageReportRecord extends Tagged {
  /** `amiur-0…` */
  readonly id: string
  readonly imageId: string
  readonly resourceTypes: readonly string[]
  /** Those asked for; none: all. */
  readonly accountIds: readonly string[]
  readonly creationTime: number
  readonly availableTime: number
  readonly entries: readonly UsageEntry[]
}

export interface UsageEntry {
  readonly accountId: string
  readonly resourceType: string
  readonly count: number
}

export const usageReports = collection<UsageReportRecord>({
  name: 'ec2/image-usage-report',
  scope: 'region',
})

export const reportTimer = 'ec2/image-usage-report'

/** Its thirty days are over. */
export const onReportTimer: TimerHandler = (ctx, { id }) => ctx.db.delete(usageReports, id)

export const reportReadyTimer = 'ec2/image-usage-report-ready'

/** It can be read, perhaps before its time. */
export const onReportReady: TimerHandler = (ctx, { id }) => {
  const report = ctx.db.get(usageReports, id)
  if (!report) return
  const availableTime = Math.min(ctx.now, report.availableTime)
  ctx.db.put(usageReports, { ...report, availableTime })
}

const keptMs = 30 * 24 * 3_600_000

export const expirationOf = ({ creationTime }: UsageReportRecord) => creationTime + keptMs

export const reportState = (report: UsageReportRecord, now: number) =>
  now >= report.availableTime ? 'available' : 'pending'

/** The SDK's shape. */
export function toUsageReport(report: UsageReportRecord, now: number): ImageUsageReport {
  return {
    ReportId: report.id,
    ImageId: report.imageId,
    ResourceTypes: report.resourceTypes.map((ResourceType) => ({ ResourceType })),
    AccountIds: [...report.accountIds],
    State: reportState(report, now),
    CreationTime: new Date(report.creationTime),
    ExpirationTime: new Date(expirationOf(report)),
    Tags: [...report.tags],
  }
}

export function reportNotFound(id: string): AwsError {
  return new AwsError(
    'InvalidImageUsageReportId.NotFound',
    `The image usage report ID '${id}' does not exist`,
  )
}
