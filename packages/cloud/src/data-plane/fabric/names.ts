import type { GuestUnreachable } from '@brume/guests'
import { regions } from '../../catalogue/regions.ts'
import type { Engine } from '../../engine/engine.ts'
import { parseAddress } from '../../network/address.ts'
import { embedIpv4 } from '../../network/nat64.ts'
import type { NetworkInterface } from '../../network/view.ts'
import { privateDomain } from '../../services/ec2/addresses/dns-names.ts'
import { instances } from '../../services/ec2/instances/instance.ts'
import { networkInterfaces } from '../../services/ec2/network-interfaces/network-interface.ts'
import { endpointServices } from '../../services/ec2/vpc-endpoints/endpoint-services.ts'
import { vpcEndpoints } from '../../services/ec2/vpc-endpoints/vpc-endpoint.ts'
import {
  otherParty,
  vpcPeeringConnections,
} from '../../services/ec2/vpc-peering/vpc-peering-connection.ts'
import { resolverOf } from '../../services/ec2/dhcp-options/dhcp-settings.ts'
import { subnets } from '../../services/ec2/subnets/subnet.ts'
import { vpcs } from '../../services/ec2/vpcs/vpc.ts'
import { addressesOf } from '../internet/addresses.ts'
import type { BalancerDoor } from './balancer-door.ts'
import type { Networks } from './networks.ts'

type Answer = readonly string[] | GuestUnreachable

const unknownHost: GuestUnreachable = { unreachable: 'unknown-host' }
const timedOut: GuestUnreachable = { unreachable: 'timed-out' }

/** Names as they are looked up: by Amazon's resolver inside a VPC, and on the Internet. */
export interface Names {
  resolve(account: string, from: NetworkInterface | undefined, name: string): Answer
  /** Whether Amazon's own name server of the interface's VPC stands at an address. Groups and ACLs do not ask what goes there. */
  isAmazonServer(from: NetworkInterface, address: string): boolean
}

/** `ec2-198-18-3-4.ap-northeast-2.compute` and `ec2-198-18-3-4.compute-1` */
const publicName =
  /^ec2-(\d+)-(\d+)-(\d+)-(\d+)\.(?:([a-z0-9-]+)\.compute|compute-1)\.amazonaws\.com$/
/** `ec2.ap-northeast-2.amazonaws.com`: one for each Region that there is. */
const regionalEndpoint =
  /^(?:ec2|ssm|ssmmessages|ec2messages|sts|autoscaling|elasticloadbalancing|monitoring|ec2-instance-connect)\.([a-z0-9-]+)\.amazonaws\.com$/
/** `web-1234.ap-northeast-2.elb.amazonaws.com` and, of a network load balancer, `web-1234.elb.ap-northeast-2.amazonaws.com`. */
const balancerName = /\.(?:elb\.[a-z0-9-]+|[a-z0-9-]+\.elb)\.amazonaws\.com$/
const privateName = /^ip-(\d+)-(\d+)-(\d+)-(\d+)$/
const linkLocalServers: readonly string[] = ['169.254.169.253', 'fd00:ec2::253']
const resourceName = /^(i-[0-9a-f]+)$/

export function createNames(
  engine: Engine,
  networks: Networks,
  balancers: Pick<BalancerDoor, 'resolve'>,
): Names {
  /** Public DNS names exist where the VPC gives them, and lead to the private address inside the same VPC. */
  function publicAddress(
    account: string,
    from: NetworkInterface | undefined,
    address: string,
  ): Answer {
    const value = parseAddress(address)
    const owner = value === undefined ? undefined : networks.byPublicAddress(account, value)
    const mapped = owner?.addresses.find((each) => each.public?.text === address)
    if (!owner || !mapped) return unknownHost
    const vpc = engine.read(networks.placeOf(owner)).get(vpcs, owner.subnet.vpc.id)
    if (!vpc?.enableDnsHostnames || !vpc.enableDnsSupport) return unknownHost
    const near = from?.subnet.vpc === owner.subnet.vpc || (from && isPeerAllowed(from, owner))
    return [near ? mapped.text : address]
  }

  /** An option of the peering connection, on the side of whom the name belongs to. */
  function isPeerAllowed(from: NetworkInterface, owner: NetworkInterface): boolean {
    const { vpc } = owner.subnet
    const place = networks.placeOf(owner)
    return engine
      .read(place)
      .by(vpcPeeringConnections, 'vpc', vpc.id)
      .some((peering) => {
        const other = peering.state === 'active' ? otherParty(place, peering, vpc.id) : undefined
        const own = other === peering.accepter ? peering.requester : peering.accepter
        return (
          other?.vpcId === from.subnet.vpc.id &&
          other.account === networks.placeOf(from).account &&
          own.allowsDnsResolution
        )
      })
  }

  /** A service's own name inside a VPC that has an endpoint to it with private DNS. */
  function endpointAddresses(
    from: NetworkInterface | undefined,
    name: string,
  ): readonly string[] | undefined {
    if (!from) return undefined
    const place = networks.placeOf(from)
    const db = engine.read(place)
    const services = endpointServices(place.region)
    const endpoint = db
      .by(vpcEndpoints, 'vpc', from.subnet.vpc.id)
      .find(
        ({ privateDnsEnabled, serviceName, state }) =>
          privateDnsEnabled &&
          state === 'available' &&
          services.get(serviceName)?.privateDnsName === name,
      )
    if (!endpoint || endpoint.networkInterfaceIds.length === 0) return undefined
    return endpoint.networkInterfaceIds.flatMap(
      (id) => db.get(networkInterfaces, id)?.privateIpAddress ?? [],
    )
  }

  function privateAddress(from: NetworkInterface, host: string): Answer {
    const place = networks.placeOf(from)
    const { vpc } = from.subnet
    const byAddress = privateName.exec(host)
    if (byAddress) {
      const text = byAddress.slice(1).join('.')
      const value = parseAddress(text)
      const owner =
        value === undefined ? undefined : networks.viewOf(place.account).inVpc(vpc, value)
      return owner ? [text] : unknownHost
    }
    const byResource = resourceName.exec(host)?.[1]
    if (byResource === undefined) return unknownHost
    const options = engine.read(place).get(instances, byResource)?.privateDnsNameOptions
    const [primary] = networks.ofInstance({ ...place, instanceId: byResource })
    if (!options || primary?.subnet.vpc !== vpc) return unknownHost
    const first = (kind: 'number' | 'bigint') =>
      primary.addresses.find(({ address }) => typeof address === kind)?.text ?? []
    const found = [
      options.enableResourceNameDnsARecord ? first('number') : [],
      options.enableResourceNameDnsAAAARecord ? first('bigint') : [],
    ].flat()
    return found.length > 0 ? found : unknownHost
  }

  return {
    isAmazonServer(from, address) {
      if (linkLocalServers.includes(address)) return true
      const vpc = engine.read(networks.placeOf(from)).get(vpcs, from.subnet.vpc.id)
      return vpc !== undefined && address === resolverOf(vpc.cidrBlock)
    },
    resolve(account, from, typed) {
      const found = lookUp(account, from, typed)
      return from && !('unreachable' in found) ? withDns64(from, found) : found
    },
  }

  /** Where the subnet asks for it, what has no IPv6 address is answered with one that a NAT gateway translates. */
  function withDns64(from: NetworkInterface, found: readonly string[]): readonly string[] {
    if (found.some((address) => address.includes(':'))) return found
    const subnet = engine.read(networks.placeOf(from)).get(subnets, from.subnet.id)
    if (!subnet?.enableDns64) return found
    return [...found, ...found.flatMap((address) => embedIpv4(address) ?? [])]
  }

  function lookUp(account: string, from: NetworkInterface | undefined, typed: string): Answer {
    const name = typed.toLowerCase().replace(/\.$/, '')
    if (from) {
      const place = networks.placeOf(from)
      const vpc = engine.read(place).get(vpcs, from.subnet.vpc.id)
      if (!vpc?.enableDnsSupport) return timedOut
      const domain = `.${privateDomain(place.region)}`
      if (name.endsWith(domain)) return privateAddress(from, name.slice(0, -domain.length))
    }
    const endpoint = endpointAddresses(from, name)
    if (endpoint) return endpoint
    if (balancerName.test(name)) {
      const nodes = balancers.resolve(account, name)
      return nodes.length > 0 ? nodes : unknownHost
    }
    const parts = publicName.exec(name)
    if (parts && isRegion(parts[5] ?? 'us-east-1')) {
      return publicAddress(account, from, parts.slice(1, 5).join('.'))
    }
    const regional = regionalEndpoint.exec(name)
    if (regional && !isRegion(regional[1] ?? '')) return unknownHost
    const found = addressesOf(name)
    return found.length > 0 ? found : unknownHost
  }
}

function isRegion(name: string): boolean {
  return regions.some((region) => region.name === name)
}
