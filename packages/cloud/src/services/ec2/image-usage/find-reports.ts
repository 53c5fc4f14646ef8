import type { Context } from '../../../engine/context.ts'
import { findImage } from '../images/find-image.ts'
import { reportNotFound, usageReports, type UsageReportRecord } from './usage-report.ts'

/** The reports named by their ids or by their images; all when neither is given. */
export function findReports(
  ctx: Context,
  input: { readonly ReportIds?: readonly string[]; readonly ImageIds?: readonly string[] },
): readonly UsageReportRecord[] {
  const imageIds = input.ImageIds ?? []
  for (const id of imageIds) findImage(ctx, id)
  const named = (input.ReportIds ?? []).map((id) => {
    const report = ctx.db.get(usageReports, id)
    if (!report) throw reportNotFound(id)
    return report
  })
  const all = named.length > 0 ? named : ctx.db.all(usageReports)
  return all.filter(({ imageId }) => imageIds.length === 0 || imageIds.includes(imageId))
}
