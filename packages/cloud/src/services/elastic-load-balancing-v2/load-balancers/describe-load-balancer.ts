import type {
  AvailabilityZone,
  LoadBalancer,
  LoadBalancerAddress,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import type { ReadRecords } from '../../../engine/collection.ts'
import { elasticIps } from '../../ec2/addresses/elastic-ip.ts'
import { hostedZoneOf } from './hosted-zones.ts'
import type { BalancerNode, LoadBalancerRecord } from './load-balancer.ts'

/** As DescribeLoadBalancers gives it. */
export function toLoadBalancer(db: ReadRecords, balancer: LoadBalancerRecord): LoadBalancer {
  const { id, type, securityGroupIds } = balancer
  const isNetwork = type === 'network'
  const groups = !isNetwork || securityGroupIds.length > 0
  return {
    LoadBalancerArn: id,
    DNSName: balancer.dnsName,
    CanonicalHostedZoneId: hostedZoneOf(id.split(':')[3] ?? '', type),
    CreatedTime: new Date(balancer.createTime),
    LoadBalancerName: balancer.name,
    Scheme: balancer.scheme,
    VpcId: balancer.vpcId,
    State: { Code: balancer.state },
    Type: type,
    AvailabilityZones: toZones(db, balancer),
    SecurityGroups: groups ? [...securityGroupIds] : undefined,
    IpAddressType: balancer.ipAddressType,
    EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic:
      isNetwork && groups ? (balancer.privateLinkRules ?? 'on') : undefined,
    EnablePrefixForIpv6SourceNat: isNetwork ? 'off' : undefined,
  }
}

export function toZones(db: ReadRecords, { nodes }: LoadBalancerRecord): AvailabilityZone[] {
  return nodes.map((node) => ({
    ZoneName: node.availabilityZone,
    SubnetId: node.subnetId,
    LoadBalancerAddresses: toAddresses(db, node),
  }))
}

/** The addresses that were asked for; those that the service chose are told by DNS alone. */
function toAddresses(
  db: ReadRecords,
  { allocationId, privateIPv4Address }: BalancerNode,
): LoadBalancerAddress[] | undefined {
  if (allocationId !== undefined) {
    const IpAddress = db.get(elasticIps, allocationId)?.publicIp
    return [{ IpAddress, AllocationId: allocationId }]
  }
  if (privateIPv4Address === undefined) return undefined
  return [{ PrivateIPv4Address: privateIPv4Address }]
}
