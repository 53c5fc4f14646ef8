import type { Specimens } from './specimens.ts'
import type { Ids } from './world.ts'

const filter = (id: Ids) => ({ TrafficMirrorFilterId: id('mirrorFilter') })
const rule = (id: Ids) => ({ TrafficMirrorFilterRuleId: id('mirrorRule') })
const session = (id: Ids) => ({ TrafficMirrorSessionId: id('mirrorSession') })

export const mirroringSpecimens: Specimens = {
  CreateTrafficMirrorFilter: () => ({}),
  CreateTrafficMirrorFilterRule: (id) => ({
    ...filter(id),
    TrafficDirection: 'egress',
    RuleNumber: 10,
    RuleAction: 'reject',
    SourceCidrBlock: '0.0.0.0/0',
    DestinationCidrBlock: '10.0.0.0/8',
  }),
  CreateTrafficMirrorSession: (id) => ({
    NetworkInterfaceId: id('interface'),
    TrafficMirrorTargetId: id('mirrorTarget'),
    TrafficMirrorFilterId: id('mirrorFilter'),
    SessionNumber: 2,
  }),
  CreateTrafficMirrorTarget: (id) => ({ NetworkInterfaceId: id('interface') }),
  DeleteTrafficMirrorFilter: (id) => ({ TrafficMirrorFilterId: id('bareMirrorFilter') }),
  DeleteTrafficMirrorFilterRule: rule,
  DeleteTrafficMirrorSession: session,
  DeleteTrafficMirrorTarget: (id) => ({ TrafficMirrorTargetId: id('bareMirrorTarget') }),
  DescribeTrafficMirrorFilterRules: (id) => ({
    TrafficMirrorFilterRuleIds: [id('mirrorRule')],
  }),
  ModifyTrafficMirrorSession: session,
  DescribeTrafficMirrorFilters: (id) => ({ TrafficMirrorFilterIds: [id('mirrorFilter')] }),
  DescribeTrafficMirrorSessions: (id) => ({ TrafficMirrorSessionIds: [id('mirrorSession')] }),
  DescribeTrafficMirrorTargets: (id) => ({ TrafficMirrorTargetIds: [id('mirrorTarget')] }),
  ModifyTrafficMirrorFilterNetworkServices: (id) => ({
    ...filter(id),
    AddNetworkServices: ['amazon-dns'],
  }),
  ModifyTrafficMirrorFilterRule: (id) => ({ ...rule(id), RuleAction: 'reject' }),
}
