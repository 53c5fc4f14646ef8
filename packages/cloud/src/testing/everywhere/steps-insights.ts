import { step, type Step } from './step.ts'
import type { Ids } from './world.ts'

const path = (id: Ids) => ({
  Source: id('instance'),
  Destination: id('gateway'),
  Protocol: 'tcp',
  DestinationPort: 443,
})

export const insightsSteps: readonly Step[] = [
  step('CreateNetworkInsightsPath', path, { path: 'NetworkInsightsPath.NetworkInsightsPathId' }),
  step('CreateNetworkInsightsPath', path, {
    barePath: 'NetworkInsightsPath.NetworkInsightsPathId',
  }),
  step('StartNetworkInsightsAnalysis', (id) => ({ NetworkInsightsPathId: id('path') }), {
    analysis: 'NetworkInsightsAnalysis.NetworkInsightsAnalysisId',
  }),
]
