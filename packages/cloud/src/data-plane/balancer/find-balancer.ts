import type { ReadRecords } from '../../engine/collection.ts'
import type { Engine } from '../../engine/engine.ts'
import { networkInterfaces } from '../../services/ec2/network-interfaces/network-interface.ts'
import {
  findBalancerByDnsName,
  type BalancerNode,
  type LoadBalancerRecord,
} from '../../services/elastic-load-balancing-v2/load-balancers/load-balancer.ts'
import { findZoneOutage } from '../../services/faults/fault.ts'
import type { Place } from '../fabric/region-network.ts'

export interface FoundBalancer extends Place {
  readonly record: LoadBalancerRecord
  /** The nodes that the name stands for: of one zone, where it says so. */
  readonly nodes: readonly BalancerNode[]
}

/** Whose DNS name it is, perhaps with a zone before it (`us-east-1a.web-1234…`): of the account first, then of the others. */
export function findBalancer(
  engine: Engine,
  account: string,
  name: string,
): FoundBalancer | undefined {
  const zoned = /^([a-z]{2}(?:-[a-z]+)+-\d[a-z])\.(.+)$/.exec(name)
  const dnsName = zoned?.[2] ?? name
  const places = engine.places()
  const own = places.filter((place) => place.account === account)
  const others = places.filter((place) => place.account !== account)
  for (const place of [...own, ...others]) {
    const record = findBalancerByDnsName(engine.read(place), dnsName)
    if (!record) continue
    const standing = standingNodes(engine.read(place), record)
    const nodes = zoned
      ? record.nodes.filter(({ availabilityZone }) => availabilityZone === zoned[1])
      : standing
    return { ...place, record, nodes }
  }
  return undefined
}

/**
 * The nodes that a balancer's name stands for: not those of a zone that is away, unless they all are.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html
 */
export function standingNodes(
  db: Pick<ReadRecords, 'by'>,
  { nodes }: Pick<LoadBalancerRecord, 'nodes'>,
): readonly BalancerNode[] {
  const standing = nodes.filter(({ availabilityZone }) => !findZoneOutage(db, availabilityZone))
  return standing.length > 0 ? standing : nodes
}

/** The IPv6 addresses of a node, which are public and private alike; of a balancer that has both families. */
export function ipv6OfNode(
  engine: Engine,
  { account, region, record }: FoundBalancer,
  { networkInterfaceId }: BalancerNode,
): readonly string[] {
  if (record.ipAddressType !== 'dualstack') return []
  return (
    engine.peek({ account, region }, networkInterfaces, networkInterfaceId)?.ipv6Addresses ?? []
  )
}

/** The address at which a node is called: the public one, unless the balancer is internal. */
export function addressOfNode(
  engine: Engine,
  { account, region, record }: FoundBalancer,
  { networkInterfaceId }: BalancerNode,
): string | undefined {
  const eni = engine.peek({ account, region }, networkInterfaces, networkInterfaceId)
  if (record.scheme === 'internal') return eni?.privateIpAddress
  return eni?.privateIpAddresses.find(({ association }) => association)?.association?.publicIp
}
