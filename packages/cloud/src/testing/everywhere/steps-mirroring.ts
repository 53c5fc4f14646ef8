import { step, type Step } from './step.ts'
import type { Ids } from './world.ts'

export const mirroringSteps: readonly Step[] = [
  step(
    'CreateTrafficMirrorFilter',
    {},
    {
      mirrorFilter: 'TrafficMirrorFilter.TrafficMirrorFilterId',
    },
  ),
  step(
    'CreateTrafficMirrorFilter',
    {},
    {
      bareMirrorFilter: 'TrafficMirrorFilter.TrafficMirrorFilterId',
    },
  ),
  step(
    'CreateTrafficMirrorFilterRule',
    (id) => ({
      TrafficMirrorFilterId: id('mirrorFilter'),
      TrafficDirection: 'ingress',
      RuleNumber: 10,
      RuleAction: 'accept',
      SourceCidrBlock: '0.0.0.0/0',
      DestinationCidrBlock: '10.0.0.0/8',
    }),
    { mirrorRule: 'TrafficMirrorFilterRule.TrafficMirrorFilterRuleId' },
  ),
  ...['mirrorTarget', 'bareMirrorTarget'].map((name) =>
    step('CreateTrafficMirrorTarget', (id: Ids) => ({ NetworkInterfaceId: id('boundInterface') }), {
      [name]: 'TrafficMirrorTarget.TrafficMirrorTargetId',
    }),
  ),
  step(
    'CreateTrafficMirrorSession',
    (id) => ({
      NetworkInterfaceId: id('interface'),
      TrafficMirrorTargetId: id('mirrorTarget'),
      TrafficMirrorFilterId: id('mirrorFilter'),
      SessionNumber: 1,
    }),
    { mirrorSession: 'TrafficMirrorSession.TrafficMirrorSessionId' },
  ),
]
