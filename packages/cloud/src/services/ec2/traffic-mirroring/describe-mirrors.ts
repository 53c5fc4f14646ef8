import type {
  TrafficMirrorFilter,
  TrafficMirrorFilterRule,
  TrafficMirrorSession,
  TrafficMirrorTarget,
} from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import {
  mirrorRules,
  type MirrorFilterRecord,
  type MirrorPorts,
  type MirrorRuleRecord,
  type MirrorSessionRecord,
  type MirrorTargetRecord,
} from './traffic-mirroring.ts'

export function toMirrorFilter(ctx: Context, filter: MirrorFilterRecord): TrafficMirrorFilter {
  const rules = ctx.db
    .by(mirrorRules, 'filter', filter.id)
    .toSorted((a, b) => a.ruleNumber - b.ruleNumber)
  const of = (direction: MirrorRuleRecord['direction']) =>
    rules.filter((rule) => rule.direction === direction).map(toMirrorRule)
  return {
    TrafficMirrorFilterId: filter.id,
    IngressFilterRules: of('ingress'),
    EgressFilterRules: of('egress'),
    NetworkServices: [...filter.networkServices],
    Description: filter.description,
    Tags: [...filter.tags],
  }
}

export function toMirrorRule(rule: MirrorRuleRecord): TrafficMirrorFilterRule {
  const ports = (range: MirrorPorts | undefined) =>
    range && { FromPort: range.from, ToPort: range.to }
  return {
    TrafficMirrorFilterRuleId: rule.id,
    TrafficMirrorFilterId: rule.filterId,
    TrafficDirection: rule.direction,
    RuleNumber: rule.ruleNumber,
    RuleAction: rule.action,
    Protocol: rule.protocol,
    SourcePortRange: ports(rule.sourcePorts),
    DestinationPortRange: ports(rule.destinationPorts),
    SourceCidrBlock: rule.sourceCidr,
    DestinationCidrBlock: rule.destinationCidr,
    Description: rule.description,
    Tags: [...rule.tags],
  }
}

export function toMirrorTarget(
  { account }: Pick<Context, 'account'>,
  target: MirrorTargetRecord,
): TrafficMirrorTarget {
  return {
    TrafficMirrorTargetId: target.id,
    NetworkInterfaceId: target.networkInterfaceId,
    Type: 'network-interface',
    Description: target.description,
    OwnerId: account,
    Tags: [...target.tags],
  }
}

export function toMirrorSession(
  { account }: Pick<Context, 'account'>,
  session: MirrorSessionRecord,
): TrafficMirrorSession {
  return {
    TrafficMirrorSessionId: session.id,
    TrafficMirrorTargetId: session.targetId,
    TrafficMirrorFilterId: session.filterId,
    NetworkInterfaceId: session.networkInterfaceId,
    OwnerId: account,
    PacketLength: session.packetLength,
    SessionNumber: session.sessionNumber,
    VirtualNetworkId: session.virtualNetworkId,
    Description: session.description,
    Tags: [...session.tags],
  }
}
