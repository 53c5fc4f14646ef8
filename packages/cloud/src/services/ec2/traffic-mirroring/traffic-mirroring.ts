import { collection } from '../../../engine/collection.ts'
import type { Tagged } from '../tag.ts'

export interface MirrorFilterRecord extends Tagged {
  /** `tmf-0…` */
  readonly id: string
  readonly description?: string
  readonly networkServices: readonly 'amazon-dns'[]
}

export interface MirrorRuleRecord extends Tagged {
  /** `tmfr-0…` */
  readonly id: string
  readonly filterId: string
  readonly direction: 'ingress' | 'egress'
  readonly ruleNumber: number
  readonly action: 'accept' | 'reject'
  readonly sourceCidr: string
  readonly destinationCidr: string
  readonly protocol?: number
  readonly sourcePorts?: MirrorPorts
  readonly destinationPorts?: MirrorPorts
  readonly description?: string
}

export interface MirrorPorts {
  readonly from: number
  readonly to: number
}

export interface MirrorTargetRecord extends Tagged {
  /** `tmt-0…` */
  readonly id: string
  readonly networkInterfaceId: string
  readonly description?: string
}

export interface MirrorSessionRecord extends Tagged {
  /** `tms-0…` */
  readonly id: string
  readonly networkInterfaceId: string
  readonly targetId: string
  readonly filterId: string
  readonly sessionNumber: number
  readonly packetLength?: number
  readonly virtualNetworkId: number
  readonly description?: string
}

export const mirrorFilters = collection<MirrorFilterRecord>({
  name: 'ec2/traffic-mirror-filter',
  scope: 'region',
})

export const mirrorRules = collection<MirrorRuleRecord, 'filter'>({
  name: 'ec2/traffic-mirror-filter-rule',
  scope: 'region',
  indexes: { filter: ({ filterId }) => filterId },
})

export const mirrorTargets = collection<MirrorTargetRecord, 'interface'>({
  name: 'ec2/traffic-mirror-target',
  scope: 'region',
  indexes: { interface: ({ networkInterfaceId }) => networkInterfaceId },
})

export const mirrorSessions = collection<MirrorSessionRecord, 'filter' | 'target' | 'interface'>({
  name: 'ec2/traffic-mirror-session',
  scope: 'region',
  indexes: {
    filter: ({ filterId }) => filterId,
    target: ({ targetId }) => targetId,
    interface: ({ networkInterfaceId }) => networkInterfaceId,
  },
})
