import type { FlowDecision } from '@brume/ec2-model'
import { collection } from '../../../engine/collection.ts'
import type { Tagged } from '../tag.ts'

/** A question to Reachability Analyzer: from where to where. */
export interface NetworkInsightsPathRecord extends Tagged {
  /** `nip-0…` */
  readonly id: string
  /** `i-0…`, `eni-0…` or `igw-0…`. */
  readonly source: string
  readonly destination?: string
  readonly sourceIp?: string
  readonly destinationIp?: string
  readonly protocol: 'tcp' | 'udp'
  readonly destinationPort?: number
  readonly createTime: number
}

/** One answer to it. */
export interface NetworkInsightsAnalysisRecord extends Tagged {
  /** `nia-0…` */
  readonly id: string
  readonly pathId: string
  readonly startTime: number
  readonly status: 'running' | 'succeeded' | 'failed'
  readonly statusMessage?: string
  readonly decision?: FlowDecision
}

export const networkInsightsPaths = collection<NetworkInsightsPathRecord>({
  name: 'ec2/network-insights-path',
  scope: 'region',
})

export const networkInsightsAnalyses = collection<NetworkInsightsAnalysisRecord, 'path'>({
  name: 'ec2/network-insights-analysis',
  scope: 'region',
  indexes: { path: ({ pathId }) => pathId },
})
