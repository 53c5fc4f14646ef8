import type {
  DescribeNetworkInsightsAnalysesRequest,
  DescribeNetworkInsightsAnalysesResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { describeRecords } from '../describe.ts'
import { toAnalysis } from './describe-analysis.ts'
import { isPathFound } from './explanations.ts'
import { networkInsightsAnalyses } from './network-insights.ts'

/** The answers, by path and time of asking. */
export const DescribeNetworkInsightsAnalyses = operation<
  DescribeNetworkInsightsAnalysesRequest,
  DescribeNetworkInsightsAnalysesResult
>('DescribeNetworkInsightsAnalyses', (ctx, input) => {
  const { NetworkInsightsPathId: pathId, AnalysisStartTime, AnalysisEndTime } = input
  const { items, nextToken } = describeRecords(
    ctx,
    'DescribeNetworkInsightsAnalyses',
    networkInsightsAnalyses,
    input,
    {
      kind: 'network-insights-analysis',
      ids: input.NetworkInsightsAnalysisIds,
      filters: {
        fields: {
          'path-found': ({ decision }) => decision && isPathFound(decision),
          status: ({ status }) => status,
        },
        tags: ({ tags }) => tags,
      },
      only: (each) =>
        (pathId === undefined || each.pathId === pathId) &&
        (AnalysisStartTime === undefined || each.startTime >= AnalysisStartTime.getTime()) &&
        (AnalysisEndTime === undefined || each.startTime <= AnalysisEndTime.getTime()),
      page: { min: 1, max: 100 },
    },
  )
  return {
    NetworkInsightsAnalyses: items.map((analysis) => toAnalysis(ctx, analysis)),
    NextToken: nextToken,
  }
})
