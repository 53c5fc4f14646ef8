import { collection } from '../../../engine/collection.ts'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { formatIpv4 } from '../../../network/cidr.ts'

/** A public address in use; unique in the account, whatever the Region, so that it finds its owner from outside. */
export interface PublicAddressRecord {
  /** The address: `198.18.3.4`. */
  readonly id: string
  readonly region: string
  /** Set while it is mapped to an interface. */
  readonly networkInterfaceId?: string
  /** Set on an Elastic IP. */
  readonly allocationId?: string
}

export const publicAddresses = collection<PublicAddressRecord>({
  name: 'ec2/public-address',
  scope: 'account',
})

/**
 * The pool is 198.18.0.0/15, which the Internet does not route (RFC 2544): whoever types an instance's address into a real
 * terminal by mistake must never reach somebody's real machine.
 */
const poolStart = 198 * 2 ** 24 + 18 * 2 ** 16
const poolSize = 2 ** 17

/** Takes a free address of the pool. */
export function takePublicAddress(
  ctx: Context,
  use: { readonly networkInterfaceId?: string; readonly allocationId?: string },
): string {
  const first = ctx.chance.below(poolSize)
  for (let i = 0; i < poolSize; i += 1) {
    const address = formatIpv4(poolStart + ((first + i) % poolSize))
    const edge = address.endsWith('.0') || address.endsWith('.255')
    if (edge || ctx.db.get(publicAddresses, address)) continue
    ctx.db.put(publicAddresses, { id: address, region: ctx.region, ...use })
    return address
  }
  throw new AwsError('InsufficientAddressCapacity', 'There are no free public addresses.', 500)
}

/** Gives an automatic address back to the pool. */
export function releasePublicAddress(ctx: Context, address: string): void {
  ctx.db.delete(publicAddresses, address)
}
