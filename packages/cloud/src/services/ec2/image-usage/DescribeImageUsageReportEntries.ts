import type {
  DescribeImageUsageReportEntriesCommandInput,
  DescribeImageUsageReportEntriesCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { compileFilters } from '../filters.ts'
import { paginate } from '../paging.ts'
import { findReports } from './find-reports.ts'
import { reportState } from './usage-report.ts'

/** The counts of reports that are ready. */
export const DescribeImageUsageReportEntries = operation<
  DescribeImageUsageReportEntriesCommandInput,
  Omit<DescribeImageUsageReportEntriesCommandOutput, '$metadata'>
>('DescribeImageUsageReportEntries', (ctx, input) => {
  const entries = findReports(ctx, input)
    .filter((report) => reportState(report, ctx.now) === 'available')
    .flatMap((report) => report.entries.map((entry) => ({ report, entry })))
    .filter(
      compileFilters('DescribeImageUsageReportEntries', input.Filters, {
        fields: {
          'account-id': ({ entry }) => entry.accountId,
          'creation-time': ({ report }) => new Date(report.creationTime).toISOString(),
          'resource-type': ({ entry }) => entry.resourceType,
        },
      }),
    )
  const page = paginate(ctx, 'DescribeImageUsageReportEntries', entries, input, {
    keyOf: ({ report, entry }) => `${report.id} ${entry.accountId} ${entry.resourceType}`,
    min: 1,
  })
  return {
    ImageUsageReportEntries: page.items.map(({ report, entry }) => ({
      ReportId: report.id,
      ImageId: report.imageId,
      AccountId: entry.accountId,
      ResourceType: entry.resourceType,
      UsageCount: entry.count,
      ReportCreationTime: new Date(report.creationTime),
    })),
    NextToken: page.nextToken,
  }
})
