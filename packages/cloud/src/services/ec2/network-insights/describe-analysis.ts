import type { NetworkInsightsAnalysis } from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { explain, isPathFound, toPathComponents } from './explanations.ts'
import type { NetworkInsightsAnalysisRecord } from './network-insights.ts'

export function toAnalysis(
  ctx: Context,
  analysis: NetworkInsightsAnalysisRecord,
): NetworkInsightsAnalysis {
  const { id, decision } = analysis
  const found = decision && isPathFound(decision)
  return {
    NetworkInsightsAnalysisId: id,
    NetworkInsightsAnalysisArn: `arn:aws:ec2:${ctx.region}:${ctx.account}:network-insights-analysis/${id}`,
    NetworkInsightsPathId: analysis.pathId,
    StartDate: new Date(analysis.startTime),
    Status: analysis.status,
    StatusMessage: analysis.statusMessage,
    NetworkPathFound: found,
    ForwardPathComponents: found ? toPathComponents(ctx, decision, 'there') : undefined,
    ReturnPathComponents: found ? toPathComponents(ctx, decision, 'back') : undefined,
    Explanations: decision && explain(ctx, decision),
    Tags: [...analysis.tags],
  }
}
