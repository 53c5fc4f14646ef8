import { collection } from '../../../engine/collection.ts'
import type { Tagged } from '../tag.ts'

export interface SubnetRecord extends Tagged {
  /** `subnet-0…` */
  readonly id: string
  readonly vpcId: string
  readonly cidrBlock: string
  readonly availabilityZone: string
  /** `apne2-az1` */
  readonly availabilityZoneId: string
  readonly defaultForAz: boolean
  readonly mapPublicIpOnLaunch: boolean
  readonly state: 'pending' | 'available'
}

export const subnets = collection<SubnetRecord, 'vpc' | 'zone'>({
  name: 'ec2/subnet',
  scope: 'region',
  indexes: { vpc: (subnet) => subnet.vpcId, zone: (subnet) => subnet.availabilityZone },
})
