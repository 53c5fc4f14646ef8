import { collection, type ReadRecords } from '../../../engine/collection.ts'
import type { Tagged } from '../../ec2/tag.ts'

export interface LoadBalancerRecord extends Tagged {
  /** Its ARN: `arn:aws:elasticloadbalancing:<region>:<account>:loadbalancer/app/<name>/<16 digits>`. */
  readonly id: string
  readonly name: string
  readonly type: LoadBalancerType
  readonly scheme: 'internet-facing' | 'internal'
  /** In lower case, without a dot at its end. */
  readonly dnsName: string
  readonly vpcId: string
  readonly state: 'provisioning' | 'active'
  readonly createTime: number
  readonly ipAddressType: 'ipv4' | 'dualstack'
  /** None on a network load balancer that was made without: nothing filters what comes to it. */
  readonly securityGroupIds: readonly string[]
  /** Of a network load balancer: whether its groups judge what comes by PrivateLink; `on` unless set. */
  readonly privateLinkRules?: 'on' | 'off'
  /** One in each of its subnets. */
  readonly nodes: readonly BalancerNode[]
  /** Those that were set: `balancerAttribute` (attributes.ts) knows the others. */
  readonly attributes: Readonly<Record<string, string>>
}

export type LoadBalancerType = 'application' | 'network'

/** Where a balancer takes requests in a zone: an interface, whose addresses are the node's. */
export interface BalancerNode {
  readonly availabilityZone: string
  readonly subnetId: string
  readonly networkInterfaceId: string
  /** The Elastic IP that it was given, on a network load balancer. */
  readonly allocationId?: string
  /** The private address that was asked for, on an internal network load balancer. */
  readonly privateIPv4Address?: string
}

export const loadBalancers = collection<
  LoadBalancerRecord,
  'name' | 'dnsName' | 'subnet' | 'interface' | 'vpc'
>({
  name: 'elbv2/load-balancer',
  scope: 'region',
  indexes: {
    name: ({ name }) => name,
    dnsName: ({ dnsName }) => dnsName,
    subnet: ({ nodes }) => nodes.map(({ subnetId }) => subnetId),
    interface: ({ nodes }) => nodes.map(({ networkInterfaceId }) => networkInterfaceId),
    vpc: ({ vpcId }) => vpcId,
  },
})

/** The balancer that a DNS name names, whatever its case, with or without the dot at its end. */
export function findBalancerByDnsName(
  db: ReadRecords,
  name: string,
): LoadBalancerRecord | undefined {
  return db.by(loadBalancers, 'dnsName', name.toLowerCase().replace(/\.$/, ''))[0]
}

/** The balancer that takes requests at an interface. */
export function findBalancerByInterface(
  db: ReadRecords,
  networkInterfaceId: string,
): LoadBalancerRecord | undefined {
  return db.by(loadBalancers, 'interface', networkInterfaceId)[0]
}
