import type {
  DescribeNetworkInsightsPathsRequest,
  DescribeNetworkInsightsPathsResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { describeRecords } from '../describe.ts'
import { toPath } from './describe-path.ts'
import { networkInsightsPaths } from './network-insights.ts'

/** The questions that have been asked. */
export const DescribeNetworkInsightsPaths = operation<
  DescribeNetworkInsightsPathsRequest,
  DescribeNetworkInsightsPathsResult
>('DescribeNetworkInsightsPaths', (ctx, input) => {
  const { items, nextToken } = describeRecords(
    ctx,
    'DescribeNetworkInsightsPaths',
    networkInsightsPaths,
    input,
    {
      kind: 'network-insights-path',
      ids: input.NetworkInsightsPathIds,
      filters: {
        fields: {
          destination: ({ destination }) => destination,
          protocol: ({ protocol }) => protocol,
          source: ({ source }) => source,
        },
        tags: ({ tags }) => tags,
      },
      page: { min: 1, max: 100 },
    },
  )
  return { NetworkInsightsPaths: items.map((path) => toPath(ctx, path)), NextToken: nextToken }
})
