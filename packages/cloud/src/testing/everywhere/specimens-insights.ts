import type { Specimens } from './specimens.ts'

export const insightsSpecimens: Specimens = {
  CreateNetworkInsightsPath: (id) => ({
    Source: id('plain'),
    Destination: id('gateway'),
    Protocol: 'tcp',
    DestinationPort: 22,
  }),
  DeleteNetworkInsightsAnalysis: (id) => ({ NetworkInsightsAnalysisId: id('analysis') }),
  DeleteNetworkInsightsPath: (id) => ({ NetworkInsightsPathId: id('barePath') }),
  DescribeNetworkInsightsAnalyses: (id) => ({ NetworkInsightsAnalysisIds: [id('analysis')] }),
  DescribeNetworkInsightsPaths: (id) => ({ NetworkInsightsPathIds: [id('path')] }),
  StartNetworkInsightsAnalysis: (id) => ({ NetworkInsightsPathId: id('path') }),
}
