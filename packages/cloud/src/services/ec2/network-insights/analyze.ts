import { delays, type FlowDecision } from '@brume/ec2-model'
import type { Context } from '../../../engine/context.ts'
import type { TimerHandler } from '../../../engine/timers.ts'
import type { FlowPlace } from '../../../host.ts'
import { networkInterfaces } from '../network-interfaces/network-interface.ts'
import { securityGroupRules } from '../security-groups/security-group.ts'
import { isPathFound } from './explanations.ts'
import {
  networkInsightsAnalyses,
  networkInsightsPaths,
  type NetworkInsightsPathRecord,
} from './network-insights.ts'

/** Until an analysis has its answer. */
export const insightsTimer = 'ec2/network-insights-analysis'

export function analyzeSoon({ timers, now }: Context, id: string): void {
  timers.set({ kind: insightsTimer, id, at: now + delays.networkInsightsMs, transition: true })
}

export const onInsightsTimer: TimerHandler = (ctx, { id }) => {
  const analysis = ctx.db.get(networkInsightsAnalyses, id)
  if (!analysis) return
  const path = ctx.db.get(networkInsightsPaths, analysis.pathId)
  const decision = path && decide(ctx, path)
  ctx.db.put(networkInsightsAnalyses, {
    ...analysis,
    ...(decision
      ? { status: 'succeeded', decision }
      : {
          status: 'failed',
          statusMessage: 'The request failed due to missing component: source or destination.',
        }),
  })
}

/** Somebody on the Internet, where a path names a gateway and no address. */
const somebody = '8.8.8.8'
const usualPort = 80

/** Without a port, any that the destination's groups let in will do. */
function decide(ctx: Context, path: NetworkInsightsPathRecord): FlowDecision | undefined {
  const from = placeOf(path.source, path.sourceIp)
  const to = path.destination ? placeOf(path.destination, path.destinationIp) : path.destinationIp
  if (to === undefined) return undefined
  const ports =
    path.destinationPort === undefined
      ? [...portsOf(ctx, path.destination), usualPort]
      : [path.destinationPort]
  const decisions = ports.map((port) => ctx.host.decideFlow(ctx, from, to, path.protocol, port))
  return decisions.find((each) => each && isPathFound(each)) ?? decisions[0]
}

function placeOf(id: string, address: string | undefined): FlowPlace {
  if (id.startsWith('igw-')) return { kind: 'internet', address: address ?? somebody }
  if (id.startsWith('i-')) return { kind: 'instance', id }
  return { kind: 'network-interface', id }
}

function portsOf({ db }: Context, id = ''): readonly number[] {
  const [attached] = db.by(networkInterfaces, 'instance', id)
  const eni = attached ?? db.get(networkInterfaces, id)
  const ports = (eni?.groupIds ?? [])
    .flatMap((groupId) => db.by(securityGroupRules, 'group', groupId))
    .filter(({ isEgress, fromPort }) => !isEgress && fromPort > 0)
    .map(({ fromPort }) => fromPort)
  return [...new Set(ports)]
}
