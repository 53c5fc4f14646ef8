import { AwsError } from '../../../errors.ts'
import { parseIpv4Block, parseIpv6Block } from '../../../network/cidr.ts'
import type { Toggle } from './transit-gateway.ts'

/** `enable` or `disable`; what is not said stays as it is. */
export function readToggle(name: string, value: string | undefined, otherwise: Toggle): Toggle {
  if (value === undefined) return otherwise
  if (value === 'enable' || value === 'disable') return value
  throw new AwsError('InvalidParameterValue', `Value (${value}) for parameter ${name} is invalid.`)
}

/** A private ASN. https://docs.aws.amazon.com/vpc/latest/tgw/create-tgw.html */
export function readAsn(value: number | undefined, otherwise: number): number {
  if (value === undefined) return otherwise
  const is16Bit = value >= 64_512 && value <= 65_534
  const is32Bit = value >= 4_200_000_000 && value <= 4_294_967_294
  if (is16Bit || is32Bit) return value
  throw new AwsError(
    'InvalidParameterValue',
    `Value (${value}) for parameter amazonSideAsn is invalid. ASN must be in the range 64512 - 65534 or 4200000000 - 4294967294.`,
  )
}

const smallestIpv4 = 24
const smallestIpv6 = 64

/** Blocks for Connect peers: /24 or larger, /64 or larger, and not link-local. */
export function checkTransitBlocks(blocks: readonly string[]): readonly string[] {
  for (const text of blocks) {
    const ipv4 = parseIpv4Block(text)
    const ipv6 = parseIpv6Block(text)
    const large = ipv4
      ? ipv4.prefixLength <= smallestIpv4 && !text.startsWith('169.254.')
      : ipv6 && ipv6.prefixLength <= smallestIpv6
    if (large) continue
    throw new AwsError(
      'InvalidParameterValue',
      `Value (${text}) for parameter transitGatewayCidrBlocks is invalid. This is not a valid CIDR block.`,
    )
  }
  return [...new Set(blocks)]
}
