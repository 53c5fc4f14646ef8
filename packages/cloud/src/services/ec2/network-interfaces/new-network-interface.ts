import type { Context } from '../../../engine/context.ts'
import { checkQuota } from '../../service-quotas/quotas.ts'
import { checkPrivateAddress, pickPrivateAddress } from '../addresses/private-address.ts'
import { takePublicAddress } from '../addresses/public-address.ts'
import { newId } from '../ids.ts'
import type { SubnetRecord } from '../subnets/subnet.ts'
import type { Tag } from '../tag.ts'
import { addIpv6Addresses, type Ipv6Wish } from './ipv6-addresses.ts'
import {
  networkInterfaces,
  type NetworkInterfaceAttachment,
  type NetworkInterfaceRecord,
} from './network-interface.ts'
import { addPrefixes, noPrefixes, type PrefixWishes } from './prefixes.ts'

export interface NewNetworkInterface extends SecondaryWish {
  readonly subnet: SubnetRecord
  /** Checked and free; none in a subnet of IPv6 alone. */
  readonly address: string | undefined
  readonly groupIds: readonly string[]
  readonly description: string
  readonly interfaceType: NetworkInterfaceRecord['interfaceType']
  readonly ipv6?: Ipv6Wish
  readonly prefixes?: PrefixWishes
  /** Gives it an automatic public address. */
  readonly publicIp?: boolean
  readonly attachment?: NetworkInterfaceAttachment
  readonly tags: readonly Tag[]
}

/** Addresses beside the primary one: these, and so many more. */
export interface SecondaryWish {
  readonly secondaryIps: readonly string[]
  readonly secondaryCount: number
}

export function createNetworkInterface(
  ctx: Context,
  wish: NewNetworkInterface,
): NetworkInterfaceRecord {
  const { subnet, address } = wish
  checkQuota(ctx, 'networkInterfaces', ctx.db.count(networkInterfaces))
  const id = newId(ctx.chance, 'eni')
  const association =
    wish.publicIp && address !== undefined
      ? { publicIp: takePublicAddress(ctx, { networkInterfaceId: id }), ipOwnerId: 'amazon' }
      : undefined
  const made: NetworkInterfaceRecord = {
    id,
    subnetId: subnet.id,
    vpcId: subnet.vpcId,
    availabilityZone: subnet.availabilityZone,
    description: wish.description,
    macAddress: makeMacAddress(ctx),
    interfaceType: wish.interfaceType,
    status: wish.attachment ? 'in-use' : 'available',
    ...(address === undefined
      ? { privateIpAddresses: [] }
      : {
          privateIpAddress: address,
          privateIpAddresses: [{ address, primary: true, association }],
        }),
    ipv6Addresses: [],
    groupIds: wish.groupIds,
    sourceDestCheck: true,
    requesterManaged: false,
    attachment: wish.attachment,
    tags: wish.tags,
  }
  ctx.db.put(networkInterfaces, made)
  const whole = addSecondaryAddresses(ctx, subnet, made, wish)
  const numbered = wish.ipv6 ? addIpv6Addresses(ctx, subnet, whole, wish.ipv6) : whole
  const { ipv4 = noPrefixes, ipv6 = noPrefixes } = wish.prefixes ?? {}
  const routed = addPrefixes(ctx, subnet, numbered, 'ipv4', ipv4)
  return addPrefixes(ctx, subnet, routed, 'ipv6', ipv6)
}

/** One by one, so that each sees the ones before it as taken. */
export function addSecondaryAddresses(
  ctx: Context,
  subnet: SubnetRecord,
  to: NetworkInterfaceRecord,
  { secondaryIps, secondaryCount }: SecondaryWish,
): NetworkInterfaceRecord {
  let eni = to
  for (const wish of [...secondaryIps, ...Array<undefined>(secondaryCount).fill(undefined)]) {
    if (wish !== undefined) checkPrivateAddress(ctx, subnet, wish)
    const address = wish ?? pickPrivateAddress(ctx, subnet)
    const privateIpAddresses = [...eni.privateIpAddresses, { address, primary: false }]
    eni = { ...eni, privateIpAddresses }
    ctx.db.put(networkInterfaces, eni)
  }
  return eni
}

/** Locally administered, as AWS's are. */
function makeMacAddress(ctx: Context): string {
  const digits = ctx.chance.hex(10)
  return ['02', ...(digits.match(/../g) ?? [])].join(':')
}
