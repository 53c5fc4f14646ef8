import type {
  StartNetworkInsightsAnalysisRequest,
  StartNetworkInsightsAnalysisResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { findRecord } from '../find.ts'
import { newId } from '../ids.ts'
import { readTagSpecifications } from '../tags.ts'
import { refuseMembers } from '../unsupported.ts'
import { analyzeSoon } from './analyze.ts'
import { toAnalysis } from './describe-analysis.ts'
import {
  networkInsightsAnalyses,
  networkInsightsPaths,
  type NetworkInsightsAnalysisRecord,
} from './network-insights.ts'

/**
 * Asks the network function that every packet here is decided by, and tells its hops or the one that blocks.
 * @differs One explanation: of the first component that blocks. An instance has to run.
 */
export const StartNetworkInsightsAnalysis = operation<
  StartNetworkInsightsAnalysisRequest,
  StartNetworkInsightsAnalysisResult
>('StartNetworkInsightsAnalysis', (ctx, input) => {
  refuseMembers('StartNetworkInsightsAnalysis', input, [
    'AdditionalAccounts',
    'FilterInArns',
    'FilterOutArns',
  ])
  const tags = readTagSpecifications(input.TagSpecifications, ['network-insights-analysis'])(
    'network-insights-analysis',
  )
  const path = findRecord(
    ctx,
    networkInsightsPaths,
    'network-insights-path',
    input.NetworkInsightsPathId ?? '',
  )
  const analysis: NetworkInsightsAnalysisRecord = {
    id: newId(ctx.chance, 'nia'),
    pathId: path.id,
    startTime: ctx.now,
    status: 'running',
    tags,
  }
  ctx.db.put(networkInsightsAnalyses, analysis)
  analyzeSoon(ctx, analysis.id)
  return { NetworkInsightsAnalysis: toAnalysis(ctx, analysis) }
})
