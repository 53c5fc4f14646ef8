import type {
  DeleteImageUsageReportCommandInput,
  DeleteImageUsageReportCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { reportNotFound, reportReadyTimer, reportTimer, usageReports } from './usage-report.ts'

/** Deletes a usage report. */
export const DeleteImageUsageReport = operation<
  DeleteImageUsageReportCommandInput,
  Omit<DeleteImageUsageReportCommandOutput, '$metadata'>
>('DeleteImageUsageReport', (ctx, input) => {
  const id = input.ReportId ?? ''
  if (!ctx.db.get(usageReports, id)) throw reportNotFound(id)
  ctx.db.delete(usageReports, id)
  ctx.timers.cancel(reportReadyTimer, id)
  ctx.timers.cancel(reportTimer, id)
  return { Return: true }
})
