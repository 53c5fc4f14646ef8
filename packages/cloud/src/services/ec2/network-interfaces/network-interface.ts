import { collection } from '../../../engine/collection.ts'
import { tagKeys, type Tagged } from '../tag.ts'
import { addressesOfPrefix, prefixAround } from './prefix-keys.ts'

export interface NetworkInterfaceRecord extends Tagged {
  /** `eni-0…` */
  readonly id: string
  readonly subnetId: string
  readonly vpcId: string
  readonly availabilityZone: string
  readonly description: string
  readonly macAddress: string
  readonly interfaceType:
    | 'interface'
    | 'efa'
    | 'network_load_balancer'
    | 'ec2_instance_connect_endpoint'
    | 'nat_gateway'
    | 'vpc_endpoint'
    | 'transit_gateway'
  readonly status: 'available' | 'attaching' | 'in-use' | 'detaching'
  /** The primary address; `privateIpAddresses` lists it too. Absent in a subnet of IPv6 alone. */
  readonly privateIpAddress?: string
  readonly privateIpAddresses: readonly PrivateAddress[]
  readonly ipv6Addresses: readonly string[]
  /** Blocks of /28 and of /80 that are the interface's as a whole. */
  readonly ipv4Prefixes?: readonly string[]
  readonly ipv6Prefixes?: readonly string[]
  /** The first of them is the interface's for as long as the interface is there. */
  readonly hasPrimaryIpv6?: boolean
  readonly groupIds: readonly string[]
  readonly sourceDestCheck: boolean
  readonly requesterManaged: boolean
  readonly requesterId?: string
  readonly attachment?: NetworkInterfaceAttachment
}

export interface PrivateAddress {
  readonly address: string
  readonly primary: boolean
  /** The public address mapped to it. */
  readonly association?: {
    readonly publicIp: string
    /** `amazon` for an automatic address; the account for an Elastic IP. */
    readonly ipOwnerId: string
    readonly allocationId?: string
    readonly associationId?: string
  }
}

export interface NetworkInterfaceAttachment {
  /** `eni-attach-0…` */
  readonly attachmentId: string
  readonly instanceId: string
  readonly instanceOwnerId: string
  readonly deviceIndex: number
  readonly networkCardIndex: number
  readonly status: 'attaching' | 'attached' | 'detaching'
  readonly attachTime: number
  readonly deleteOnTermination: boolean
}

export const networkInterfaces = collection<
  NetworkInterfaceRecord,
  'instance' | 'attachment' | 'subnet' | 'group' | 'address' | 'ipv6' | 'ipv6Prefix' | 'tag'
>({
  name: 'ec2/network-interface',
  scope: 'region',
  indexes: {
    instance: (eni) => eni.attachment?.instanceId,
    attachment: (eni) => eni.attachment?.attachmentId,
    subnet: (eni) => eni.subnetId,
    tag: tagKeys,
    group: (eni) => eni.groupIds,
    /** `<subnet id>/<private address>`, those of its prefixes too. */
    address: ({ subnetId, privateIpAddresses, ipv4Prefixes = [] }) =>
      [
        ...privateIpAddresses.map(({ address }) => address),
        ...ipv4Prefixes.flatMap(addressesOfPrefix),
      ].map((address) => `${subnetId}/${address}`),
    ipv6: (eni) => eni.ipv6Addresses,
    /** Every /80 that is its own, or that one of its addresses lies in. */
    ipv6Prefix: ({ ipv6Addresses, ipv6Prefixes = [] }) => [
      ...new Set([...ipv6Addresses.map(prefixAround), ...ipv6Prefixes]),
    ],
  },
})
