import type {
  DescribeImageUsageReportsCommandInput,
  DescribeImageUsageReportsCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { compileFilters } from '../filters.ts'
import { paginate } from '../paging.ts'
import { findReports } from './find-reports.ts'
import { reportState, toUsageReport } from './usage-report.ts'

/** Lists usage reports and whether they are ready. */
export const DescribeImageUsageReports = operation<
  DescribeImageUsageReportsCommandInput,
  Omit<DescribeImageUsageReportsCommandOutput, '$metadata'>
>('DescribeImageUsageReports', (ctx, input) => {
  const found = findReports(ctx, input).filter(
    compileFilters('DescribeImageUsageReports', input.Filters, {
      fields: {
        'creation-time': ({ creationTime }) => new Date(creationTime).toISOString(),
        state: (report) => reportState(report, ctx.now),
      },
      tags: ({ tags }) => tags,
    }),
  )
  const page = paginate(ctx, 'DescribeImageUsageReports', found, input, {
    keyOf: ({ id }) => id,
    min: 1,
  })
  return {
    ImageUsageReports: page.items.map((report) => toUsageReport(report, ctx.now)),
    NextToken: page.nextToken,
  }
})
