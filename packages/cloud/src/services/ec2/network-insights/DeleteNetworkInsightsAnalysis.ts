import type {
  DeleteNetworkInsightsAnalysisRequest,
  DeleteNetworkInsightsAnalysisResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { findRecord } from '../find.ts'
import { networkInsightsAnalyses } from './network-insights.ts'

/** Forgets an answer. */
export const DeleteNetworkInsightsAnalysis = operation<
  DeleteNetworkInsightsAnalysisRequest,
  DeleteNetworkInsightsAnalysisResult
>('DeleteNetworkInsightsAnalysis', (ctx, { NetworkInsightsAnalysisId = '' }) => {
  const { id } = findRecord(
    ctx,
    networkInsightsAnalyses,
    'network-insights-analysis',
    NetworkInsightsAnalysisId,
  )
  ctx.db.delete(networkInsightsAnalyses, id)
  return { NetworkInsightsAnalysisId: id }
})
