import { collection } from '../../../engine/collection.ts'
import type { Tagged } from '../tag.ts'

export interface VpcEndpointRecord extends Tagged {
  /** `vpce-0…` */
  readonly id: string
  readonly vpcId: string
  /** `com.amazonaws.us-east-1.ssm` */
  readonly serviceName: string
  readonly type: 'Gateway' | 'Interface'
  readonly state: 'pending' | 'available' | 'deleting'
  readonly policyDocument: string
  /** Of a gateway endpoint: the tables that lead to it. */
  readonly routeTableIds: readonly string[]
  /** Of an interface endpoint: one interface in each subnet, in the same order. */
  readonly subnetIds: readonly string[]
  readonly networkInterfaceIds: readonly string[]
  readonly groupIds: readonly string[]
  readonly privateDnsEnabled: boolean
  /** What stands in its own DNS names after its id: 8 letters and digits. */
  readonly dnsLabel: string
  readonly createTime: number
}

export const vpcEndpoints = collection<VpcEndpointRecord, 'vpc' | 'interface' | 'table'>({
  name: 'ec2/vpc-endpoint',
  scope: 'region',
  indexes: {
    vpc: ({ vpcId }) => vpcId,
    interface: ({ networkInterfaceIds }) => networkInterfaceIds,
    table: ({ routeTableIds }) => routeTableIds,
  },
})
