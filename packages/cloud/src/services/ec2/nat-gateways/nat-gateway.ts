import type { NatGatewayState } from '@brume/ec2-model'
import { collection } from '../../../engine/collection.ts'
import type { Tagged } from '../tag.ts'

export interface NatGatewayRecord extends Tagged {
  /** `nat-0…` */
  readonly id: string
  readonly vpcId: string
  readonly subnetId: string
  readonly availabilityZone: string
  readonly connectivityType: 'public' | 'private'
  readonly state: NatGatewayState
  readonly createTime: number
  readonly deleteTime?: number
  /** Why it fails, found at its creation and shown once it has failed. */
  readonly failure?: { readonly code: string; readonly message: string }
  /** Its interface and addresses; they stay listed when the interface is gone. */
  readonly networkInterfaceId?: string
  readonly privateIp?: string
  readonly allocationId?: string
  readonly publicIp?: string
  readonly associationId?: string
  /** Beside the primary one. */
  readonly secondary?: readonly NatAddress[]
}

export interface NatAddress {
  readonly privateIp: string
  /** Of a public gateway. */
  readonly allocationId?: string
  readonly publicIp?: string
  readonly associationId?: string
}

export const natGateways = collection<NatGatewayRecord, 'subnet' | 'vpc' | 'zone'>({
  name: 'ec2/nat-gateway',
  scope: 'region',
  indexes: {
    subnet: (gateway) => gateway.subnetId,
    vpc: (gateway) => gateway.vpcId,
    zone: (gateway) => gateway.availabilityZone,
  },
})
