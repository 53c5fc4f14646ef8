import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { contains, parseBlock, type Block } from '../../../network/address.ts'
import { formatIpv4, formatIpv6 } from '../../../network/cidr.ts'
import { subnetCidrReservations } from '../subnet-cidr-reservations/subnet-cidr-reservation.ts'
import type { SubnetRecord } from '../subnets/subnet.ts'
import { checkAddressCount, checkPrefixSupport, typeOfInstance } from './address-limit.ts'
import { networkInterfaces, type NetworkInterfaceRecord } from './network-interface.ts'
import { addressesOfPrefix, ipv4PrefixLength, ipv6PrefixLength, prefixOf } from './prefix-keys.ts'

export type PrefixFamily = 'ipv4' | 'ipv6'

/** Prefixes for an interface: these, and so many more. */
export interface PrefixWish {
  readonly listed: readonly string[]
  readonly count: number
}

export const noPrefixes: PrefixWish = { listed: [], count: 0 }

/** Prefixes of both families for a new interface. */
export type PrefixWishes = Readonly<Record<PrefixFamily, PrefixWish>>

/** As calls that make interfaces name them. */
export interface PrefixMembers {
  readonly Ipv4Prefixes?: readonly { readonly Ipv4Prefix?: string }[]
  readonly Ipv4PrefixCount?: number
  readonly Ipv6Prefixes?: readonly { readonly Ipv6Prefix?: string }[]
  readonly Ipv6PrefixCount?: number
}

const members = {
  ipv4: { list: 'ipv4Prefixes', count: 'ipv4PrefixCount' },
  ipv6: { list: 'ipv6Prefixes', count: 'ipv6PrefixCount' },
} as const

/**
 * Of one family: by name or by number, and not with addresses of that family in the same call.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateNetworkInterface.html
 */
export function readPrefixWish(
  family: PrefixFamily,
  listed: readonly (string | undefined)[] | undefined,
  count: number | undefined,
  hasAddresses: boolean,
): PrefixWish {
  const names = members[family]
  const asked = (listed ?? []).flatMap((each) => each ?? [])
  const wanted = count ?? 0
  if (wanted < 0) {
    throw new AwsError(
      'InvalidParameterValue',
      `Value (${wanted}) for parameter ${names.count} is invalid. It must not be negative.`,
    )
  }
  if (asked.length > 0 && wanted > 0) throw notTogether(names.count, names.list)
  if (hasAddresses && (asked.length > 0 || wanted > 0)) {
    throw notTogether(
      asked.length > 0 ? names.list : names.count,
      family === 'ipv4' ? 'secondary private IP addresses' : 'IPv6 addresses',
    )
  }
  return { listed: asked, count: wanted }
}

/** For a new interface. `has`: the families of which the call names or counts addresses as well. */
export function readPrefixWishes(
  input: PrefixMembers,
  has: Readonly<Record<PrefixFamily, boolean>>,
): PrefixWishes {
  const { Ipv4Prefixes, Ipv4PrefixCount, Ipv6Prefixes, Ipv6PrefixCount } = input
  return {
    ipv4: readPrefixWish(
      'ipv4',
      Ipv4Prefixes?.map((each) => each.Ipv4Prefix),
      Ipv4PrefixCount,
      has.ipv4,
    ),
    ipv6: readPrefixWish(
      'ipv6',
      Ipv6Prefixes?.map((each) => each.Ipv6Prefix),
      Ipv6PrefixCount,
      has.ipv6,
    ),
  }
}

function notTogether(one: string, other: string): AwsError {
  return new AwsError(
    'InvalidParameterCombination',
    `The parameter ${one} cannot be used with the parameter ${other}`,
  )
}

/** One by one, so that each sees the ones before it as taken. A prefix counts as one of the interface's addresses. */
export function addPrefixes(
  ctx: Context,
  subnet: SubnetRecord,
  to: NetworkInterfaceRecord,
  family: PrefixFamily,
  { listed, count }: PrefixWish,
): NetworkInterfaceRecord {
  const more = listed.length + count
  if (more === 0) return to
  const type = typeOfInstance(ctx, to)
  checkPrefixSupport(type)
  checkAddressCount(type, to, family, more)
  let eni = to
  for (const wish of [...listed, ...Array<undefined>(count).fill(undefined)]) {
    const prefix = wish === undefined ? pick(ctx, subnet, family) : check(ctx, subnet, family, wish)
    eni =
      family === 'ipv4'
        ? { ...eni, ipv4Prefixes: [...(eni.ipv4Prefixes ?? []), prefix] }
        : { ...eni, ipv6Prefixes: [...(eni.ipv6Prefixes ?? []), prefix] }
    ctx.db.put(networkInterfaces, eni)
  }
  return eni
}

/** The interface without these prefixes; throws where it has not got one of them. */
export function withoutPrefixes(
  eni: NetworkInterfaceRecord,
  family: PrefixFamily,
  texts: readonly string[],
): NetworkInterfaceRecord {
  const asked = new Set(texts.map((text) => parsePrefix(family, text)?.text ?? text))
  const present = (family === 'ipv4' ? eni.ipv4Prefixes : eni.ipv6Prefixes) ?? []
  if (![...asked].every((prefix) => present.includes(prefix))) {
    throw new AwsError(
      'InvalidParameterValue',
      `Some of the specified prefixes are not assigned to interface ${eni.id}`,
    )
  }
  const left = present.filter((prefix) => !asked.has(prefix))
  return family === 'ipv4' ? { ...eni, ipv4Prefixes: left } : { ...eni, ipv6Prefixes: left }
}

/** As Describe calls list them; absent where there are none. */
export function describePrefixes({ ipv4Prefixes, ipv6Prefixes }: NetworkInterfaceRecord): {
  Ipv4Prefixes?: { Ipv4Prefix: string }[]
  Ipv6Prefixes?: { Ipv6Prefix: string }[]
} {
  return {
    ...(ipv4Prefixes?.length && {
      Ipv4Prefixes: ipv4Prefixes.map((Ipv4Prefix) => ({ Ipv4Prefix })),
    }),
    ...(ipv6Prefixes?.length && {
      Ipv6Prefixes: ipv6Prefixes.map((Ipv6Prefix) => ({ Ipv6Prefix })),
    }),
  }
}

/** In canonical form, if it lies in the subnet and nobody has any of it. */
function check(ctx: Context, subnet: SubnetRecord, family: PrefixFamily, text: string): string {
  const block = parsePrefix(family, text)
  if (!block) {
    const length = family === 'ipv4' ? ipv4PrefixLength : ipv6PrefixLength
    throw new AwsError(
      'InvalidParameterValue',
      `Value (${text}) for parameter ${members[family].list} is invalid. Expecting a CIDR block of /${length}.`,
    )
  }
  if (!ranges(subnet, family).some((range) => contains(range, block.first))) {
    throw new AwsError(
      'InvalidParameterValue',
      `Prefix ${text} does not fall within the subnet's address range`,
    )
  }
  if (isReserved(subnet, family, block)) {
    throw new AwsError(
      'InvalidParameterValue',
      `Prefix ${text} is in subnet's reserved address range`,
    )
  }
  if (isFree(ctx, subnet, block)) return block.text
  throw new AwsError('InvalidIPAddress.InUse', `Prefix ${block.text} is in use.`)
}

/** Out of what is reserved for prefixes, if anything is, and then out of the rest. */
function pick(ctx: Context, subnet: SubnetRecord, family: PrefixFamily): string {
  const kept = ctx.db.by(subnetCidrReservations, 'subnet', subnet.id).flatMap(({ cidr, type }) => {
    const block = parseBlock(cidr)
    const isOwn = block && (typeof block.first === 'bigint') === (family === 'ipv6')
    return block && isOwn ? [{ block, type }] : []
  })
  const forPrefixes = kept.flatMap(({ block, type }) => (type === 'prefix' ? [block] : []))
  const isKept = (block: Block) => kept.some((each) => contains(each.block, block.first))
  const usable = (block: Block) => !isReserved(subnet, family, block) && isFree(ctx, subnet, block)
  for (const range of forPrefixes) {
    const found = drawBlock(ctx, range, family, usable)
    if (found) return found.text
  }
  for (const range of ranges(subnet, family)) {
    const found = drawBlock(ctx, range, family, (block) => !isKept(block) && usable(block))
    if (found) return found.text
  }
  throw new AwsError(
    'InsufficientCidrBlocks',
    'The specified subnet does not have enough free cidr blocks to satisfy the request.',
  )
}

const randomTries = 32

/** A few draws find a free one unless the range is crowded; then every block is looked at once. */
function drawBlock(
  ctx: Context,
  range: Block,
  family: PrefixFamily,
  usable: (block: Block) => boolean,
): Block | undefined {
  const spare = (family === 'ipv4' ? ipv4PrefixLength : ipv6PrefixLength) - range.prefixLength
  if (spare < 0) return undefined
  // A subnet's /44 has more than a draw can count: its first 2^30 prefixes will do.
  const count = 2 ** Math.min(spare, 30)
  const start = ctx.chance.below(count)
  for (let i = 0; i < randomTries + count; i += 1) {
    const block = nthBlock(
      range,
      family,
      i < randomTries ? ctx.chance.below(count) : (start + i) % count,
    )
    if (block && usable(block)) return block
  }
  return undefined
}

function nthBlock(range: Block, family: PrefixFamily, index: number): Block | undefined {
  const { first } = range
  return typeof first === 'bigint'
    ? parsePrefix(family, `${formatIpv6(first + (BigInt(index) << 48n))}/${ipv6PrefixLength}`)
    : parsePrefix(family, `${formatIpv4(first + index * 16)}/${ipv4PrefixLength}`)
}

function parsePrefix(family: PrefixFamily, text: string): Block | undefined {
  const length = family === 'ipv4' ? ipv4PrefixLength : ipv6PrefixLength
  const block = parseBlock(text)
  if (block?.prefixLength !== length || (typeof block.first === 'bigint') !== (family === 'ipv6')) {
    return undefined
  }
  return { ...block, text: prefixOf(block.first) }
}

function ranges(subnet: SubnetRecord, family: PrefixFamily): readonly Block[] {
  const texts =
    family === 'ipv4'
      ? [subnet.cidrBlock ?? '']
      : (subnet.ipv6Blocks ?? []).map(({ cidrBlock }) => cidrBlock)
  return texts.flatMap((text) => parseBlock(text) ?? [])
}

/** The blocks with the first four addresses of the subnet, and with its last, are AWS's. */
function isReserved(subnet: SubnetRecord, family: PrefixFamily, block: Block): boolean {
  return ranges(subnet, family).some(
    (range) => contains(block, range.first) || contains(block, range.last),
  )
}

function isFree(ctx: Context, { id }: SubnetRecord, block: Block): boolean {
  if (typeof block.first === 'bigint') {
    return !ctx.db
      .by(networkInterfaces, 'ipv6Prefix', block.text)
      .some(({ subnetId }) => subnetId === id)
  }
  return addressesOfPrefix(block.text).every(
    (address) => ctx.db.by(networkInterfaces, 'address', `${id}/${address}`).length === 0,
  )
}
