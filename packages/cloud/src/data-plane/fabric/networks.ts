import type { FlowProtocol } from '@brume/ec2-model'
import type { Guest } from '@brume/guests'
import type { Change, ReadRecords } from '../../engine/collection.ts'
import type { Engine } from '../../engine/engine.ts'
import type { GuestTarget } from '../../host.ts'
import { formatIpv4 } from '../../network/cidr.ts'
import type { Address } from '../../network/address.ts'
import type { Listening, NetworkInterface, NetworkView, Peering, Vpc } from '../../network/view.ts'
import { faults } from '../../services/faults/fault.ts'
import { publicAddresses } from '../../services/ec2/addresses/public-address.ts'
import { listeners } from '../../services/elastic-load-balancing-v2/listeners/listener.ts'
import { loadBalancers } from '../../services/elastic-load-balancing-v2/load-balancers/load-balancer.ts'
import {
  networkCollections,
  RegionNetwork,
  type FarAttachment,
  type Place,
} from './region-network.ts'

/** The networks of all accounts as flows meet them, kept in step with the records. */
export interface Networks {
  /** As an account sees it: an address that two accounts have is its own one first. */
  viewOf(account: string): NetworkView
  networkInterface(place: Place, id: string): NetworkInterface | undefined
  /** The instance's interfaces, the primary one first. */
  ofInstance(target: GuestTarget): readonly NetworkInterface[]
  placeOf(eni: NetworkInterface): Place
  /** An interface by public address, the account's own first. */
  byPublicAddress(account: string, address: Address): NetworkInterface | undefined
  /** Grows with whatever may change what flows of the account meet. */
  version(account: string): number
  /** Forgets what the change touches; true when flows must be looked at again. */
  forget(change: Pick<Change, 'account' | 'region' | 'type'>): boolean
}

export interface NetworksOptions {
  readonly engine: Engine
  readonly findGuest: (target: GuestTarget) => Guest | undefined
  readonly internet: (
    address: Address,
    protocol: FlowProtocol,
    port: number,
  ) => Listening | 'nobody'
}

export function createNetworks({ engine, findGuest, internet }: NetworksOptions): Networks {
  const regions = new Map<string, RegionNetwork>()
  const homes = new WeakMap<Vpc, Place>()
  const views = new Map<string, NetworkView>()
  const versions = new Map<string, number>()
  const keyOf = ({ account, region }: Place): string => `${account}/${region}`

  function region(place: Place): RegionNetwork {
    const key = keyOf(place)
    let found = regions.get(key)
    if (!found) {
      const home = { account: place.account, region: place.region }
      const note = (vpc: Vpc) => homes.set(vpc, home)
      regions.set(key, (found = new RegionNetwork(home, engine.read(home), note)))
    }
    return found
  }

  function home(vpc: Vpc): RegionNetwork {
    const place = homes.get(vpc)
    if (!place) throw new Error(`Nobody has made ${vpc.id}`)
    return region(place)
  }

  function byPublicAddress(account: string, address: Address): NetworkInterface | undefined {
    const own = ownedBy(account, address)
    if (own) return own
    for (const other of engine.accounts()) {
      const found = other === account ? undefined : ownedBy(other, address)
      if (found) return found
    }
    return undefined
  }

  function ownedBy(account: string, address: Address): NetworkInterface | undefined {
    if (typeof address === 'bigint') {
      for (const place of engine.places()) {
        if (place.account !== account) continue
        const found = region(place).byIpv6(address)
        if (found) return found
      }
      return undefined
    }
    const id = formatIpv4(address)
    const record = engine.peek({ account, region: '' }, publicAddresses, id)
    if (record?.networkInterfaceId === undefined) return undefined
    const place = { account, region: record.region }
    return region(place).networkInterface(record.networkInterfaceId)
  }

  function listens(
    eni: NetworkInterface,
    protocol: FlowProtocol,
    port: number,
    family: 4 | 6,
  ): Listening {
    const place = homes.get(eni.subnet.vpc)
    const { instance, vpcEndpointId, balancerId } = eni
    if (place && balancerId !== undefined) {
      return balancerListens(engine.read(place), balancerId, protocol, port)
    }
    if (vpcEndpointId !== undefined) {
      return protocol === 'tcp' && port === 443 ? 'listening' : 'closed'
    }
    if (!place || !instance) return 'not-booted'
    const guest = findGuest({ ...place, instanceId: instance.id })
    if (!guest) return 'not-booted'
    if (protocol !== 'icmp' && guest.listens(port, { protocol, family })) return 'listening'
    if (instance.state === 'pending') return 'not-booted'
    return protocol === 'icmp' ? 'listening' : 'closed'
  }

  function peering(vpc: Vpc, id: string): Peering | undefined {
    const here = placeOf(vpc)
    const there = home(vpc).peeringFrom(vpc.id, id)
    const other = there && region(there).peeredVpc(there.vpcId)
    if (!there || !other) return undefined
    return { vpc: other, sharesGroups: there.region === here.region }
  }

  const far: FarAttachment = (end) => region(end).transitAttachment(end.attachmentId, far)

  function forwards(via: NetworkInterface): boolean {
    const { instance } = via
    const place = homes.get(via.subnet.vpc)
    if (!place || !instance) return false
    return findGuest({ ...place, instanceId: instance.id })?.forwards() ?? false
  }

  return {
    viewOf(account) {
      let view = views.get(account)
      if (!view) {
        views.set(
          account,
          (view = {
            inVpc: (vpc, address) => home(vpc).inVpc(vpc.id, address),
            byPublicAddress: (address) => byPublicAddress(account, address),
            interfaceById: (vpc, id) => home(vpc).networkInterface(id),
            peering,
            transit: (vpc, gatewayId) => home(vpc).transit(vpc.id, gatewayId, far),
            internetAccess: (subnet) => home(subnet.vpc).internetAccess(subnet),
            forwards,
            natGateway: (vpc, id) => home(vpc).natGateway(id),
            someNatGateway: (vpc) => home(vpc).someNatGateway(vpc.id),
            listens,
            internet,
          }),
        )
      }
      return view
    },
    networkInterface: (place, id) => region(place).networkInterface(id),
    ofInstance: (target) => region(target).ofInstance(target.instanceId),
    placeOf: (eni) => placeOf(eni.subnet.vpc),
    byPublicAddress,
    version: (account) => versions.get(account) ?? 0,
    forget({ account, region: name, type }) {
      const isAddress = type === publicAddresses.name
      const isFault = type === faults.name
      if (!isAddress && !isFault && !networkCollections.has(type)) return false
      versions.set(account, (versions.get(account) ?? 0) + 1)
      if (isFault) {
        for (const key of regions.keys()) if (key.startsWith(`${account}/`)) regions.delete(key)
      } else if (!isAddress) regions.delete(keyOf({ account, region: name ?? '' }))
      return true
    },
  }

  function placeOf(vpc: Vpc): Place {
    const place = homes.get(vpc)
    if (!place) throw new Error(`Nobody has made ${vpc.id}`)
    return place
  }
}

/** A balancer answers where it has a listener; one for requests answers pings too. */
function balancerListens(
  db: ReadRecords,
  balancerId: string,
  protocol: FlowProtocol,
  port: number,
): Listening {
  const balancer = db.get(loadBalancers, balancerId)
  if (balancer?.state !== 'active') return 'not-booted'
  if (protocol === 'icmp') return balancer.type === 'application' ? 'listening' : 'not-booted'
  const isOpen = db.by(listeners, 'balancer', balancerId).some((each) => each.port === port)
  return protocol === 'tcp' && isOpen ? 'listening' : 'closed'
}
