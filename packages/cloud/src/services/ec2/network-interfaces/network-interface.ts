import { collection } from '../../../engine/collection.ts'
import { tagKeys, type Tagged } from '../tag.ts'

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
  /** The primary address; `privateIpAddresses` lists it too. */
  readonly privateIpAddress: string
  readonly privateIpAddresses: readonly PrivateAddress[]
  readonly ipv6Addresses: readonly string[]
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
  'instance' | 'attachment' | 'subnet' | 'group' | 'address' | 'ipv6' | 'tag'
>({
  name: 'ec2/network-interface',
  scope: 'region',
  indexes: {
    instance: (eni) => eni.attachment?.instanceId,
    attachment: (eni) => eni.attachment?.attachmentId,
    subnet: (eni) => eni.subnetId,
    tag: tagKeys,
    group: (eni) => eni.groupIds,
    /** `<subnet id>/<private address>` */
    address: (eni) => eni.privateIpAddresses.map(({ address }) => `${eni.subnetId}/${address}`),
    ipv6: (eni) => eni.ipv6Addresses,
  },
})
