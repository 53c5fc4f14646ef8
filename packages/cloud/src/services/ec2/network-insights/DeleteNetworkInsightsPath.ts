import type {
  DeleteNetworkInsightsPathRequest,
  DeleteNetworkInsightsPathResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findRecord } from '../find.ts'
import { networkInsightsAnalyses, networkInsightsPaths } from './network-insights.ts'

/** Not while there are analyses of it. */
export const DeleteNetworkInsightsPath = operation<
  DeleteNetworkInsightsPathRequest,
  DeleteNetworkInsightsPathResult
>('DeleteNetworkInsightsPath', (ctx, { NetworkInsightsPathId = '' }) => {
  const { id } = findRecord(
    ctx,
    networkInsightsPaths,
    'network-insights-path',
    NetworkInsightsPathId,
  )
  if (ctx.db.by(networkInsightsAnalyses, 'path', id).length > 0) {
    throw new AwsError(
      'AnalysisExistsForNetworkInsightsPath',
      `Analyses exist for network insights path ${id}.`,
    )
  }
  ctx.db.delete(networkInsightsPaths, id)
  return { NetworkInsightsPathId: id }
})
