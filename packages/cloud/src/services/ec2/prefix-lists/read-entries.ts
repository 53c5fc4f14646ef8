import { AwsError } from '../../../errors.ts'
import {
  formatIpv4Block,
  formatIpv6Block,
  parseIpv4Block,
  parseIpv6Block,
} from '../../../network/cidr.ts'
import type { PrefixListItem, PrefixListRecord } from './prefix-list.ts'

type Family = PrefixListRecord['addressFamily']

/** https://docs.aws.amazon.com/vpc/latest/userguide/working-with-managed-prefix-lists.html */
export const entryLimit = 1000
const nameLength = 255

export function readFamily(family: string | undefined): Family {
  if (family === 'IPv4' || family === 'IPv6') return family
  throw new AwsError(
    'InvalidParameterValue',
    `Value (${family}) for parameter addressFamily is invalid. Valid values: IPv4 | IPv6.`,
  )
}

export function readName(name: string | undefined): string {
  if (name === undefined || name === '') {
    throw new AwsError('MissingParameter', 'The request must contain the parameter prefixListName')
  }
  if (name.length <= nameLength && !name.startsWith('com.amazonaws')) return name
  throw new AwsError(
    'InvalidParameterValue',
    `Value (${name}) for parameter prefixListName is invalid. Up to 255 characters in length. The name cannot start with com.amazonaws.`,
  )
}

export function readMaxEntries(maxEntries: number | undefined): number {
  if (maxEntries === undefined) {
    throw new AwsError('MissingParameter', 'The request must contain the parameter maxEntries')
  }
  if (maxEntries >= 1 && maxEntries <= entryLimit) return maxEntries
  throw new AwsError(
    'InvalidParameterValue',
    `Value (${maxEntries}) for parameter maxEntries is invalid. It must be between 1 and ${entryLimit}.`,
  )
}

/** In canonical form: host bits are dropped. */
export function readCidr(family: Family, text = ''): string {
  if (family === 'IPv4') {
    const block = parseIpv4Block(text)
    if (block) return formatIpv4Block(block)
  } else {
    const block = parseIpv6Block(text)
    if (block) return formatIpv6Block(block)
  }
  throw new AwsError(
    'InvalidParameterValue',
    `The CIDR (${text}) is not a valid ${family} CIDR block.`,
  )
}

export function readEntries(
  family: Family,
  entries: readonly { readonly Cidr?: string; readonly Description?: string }[] = [],
): readonly PrefixListItem[] {
  const items = entries.map(({ Cidr, Description }) => ({
    cidr: readCidr(family, Cidr),
    ...(Description !== undefined && { description: Description }),
  }))
  if (new Set(items.map(({ cidr }) => cidr)).size < items.length) {
    throw new AwsError(
      'InvalidParameterValue',
      'The same CIDR must not appear multiple times in a request.',
    )
  }
  return items
}

export function checkSize(entries: readonly PrefixListItem[], maxEntries: number): void {
  if (entries.length <= maxEntries) return
  throw new AwsError(
    'PrefixListMaxEntriesExceeded',
    `You've reached the maximum number of entries for the prefix list (${maxEntries}).`,
  )
}
