import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { formatIpv6Block } from '../../../network/cidr.ts'
import { ipv6Associations, vpcs } from './vpc.ts'

/** Documentation addresses (RFC 3849), which nobody routes: no address given here belongs to somebody's real machine. */
const pool = 0x2001_0db8n << 96n
const prefixLength = 56
const poolBits = 24
const tries = 64

/** A block as AWS provides one to a VPC: a /56 that no other VPC of the Region has. */
export function takeIpv6Block(ctx: Context): string {
  const taken = new Set(
    ctx.db.all(vpcs).flatMap((vpc) => ipv6Associations(vpc).map(({ cidrBlock }) => cidrBlock)),
  )
  for (let i = 0; i < tries; i += 1) {
    const number = BigInt(ctx.chance.below(2 ** poolBits))
    const first = pool + (number << BigInt(128 - prefixLength))
    const block = formatIpv6Block({ first, prefixLength })
    if (!taken.has(block)) return block
  }
  throw new AwsError('InsufficientCidrBlocks', 'There are no free IPv6 CIDR blocks.', 500)
}
