import type {
  AssignPrivateIpAddressesRequest,
  AssignPrivateIpAddressesResult,
} from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findRecord } from '../find.ts'
import { subnets } from '../subnets/subnet.ts'
import { checkAddressCount, typeOfInstance } from './address-limit.ts'
import { checkManaged } from './check-managed.ts'
import { movePrivateAddress } from './move-private-address.ts'
import { networkInterfaces, type NetworkInterfaceRecord } from './network-interface.ts'
import { addSecondaryAddresses } from './new-network-interface.ts'
import { addPrefixes, readPrefixWish, type PrefixWish } from './prefixes.ts'

/**
 * Gives an interface secondary private addresses, from another one when allowed, or prefixes of /28.
 * @limits What the instance type allows; a prefix counts as one address.
 * @differs A guest takes packets to any address of its prefixes as its own.
 */
export const AssignPrivateIpAddresses = operation<
  AssignPrivateIpAddressesRequest,
  AssignPrivateIpAddressesResult
>('AssignPrivateIpAddresses', (ctx, input) => {
  const id = input.NetworkInterfaceId ?? ''
  const eni = findRecord(ctx, networkInterfaces, 'network-interface', id)
  checkManaged(eni)
  const { listed, count, prefixes } = readWish(input)
  const known = new Set(eni.privateIpAddresses.map(({ address }) => address))
  const added = listed.filter((address) => !known.has(address))
  checkAddressCount(typeOfInstance(ctx, eni), eni, 'ipv4', added.length + count)
  const subnet = findRecord(ctx, subnets, 'subnet', eni.subnetId)
  const taken = new Map(added.map((address) => [address, holderOf(ctx, eni, address)]))
  for (const [address, holder] of taken) {
    if (!holder) continue
    const isSecondary = holder.privateIpAddresses.some(
      (each) => each.address === address && !each.primary,
    )
    if (!input.AllowReassignment || !isSecondary) {
      throw new AwsError(
        'InvalidParameterValue',
        `[${address}] is assigned, but move is not allowed.`,
      )
    }
    movePrivateAddress(ctx, holder, eni.id, address)
  }
  const present = ctx.db.get(networkInterfaces, eni.id) ?? eni
  const secondaryIps = added.filter((address) => !taken.get(address))
  const wish = { secondaryIps, secondaryCount: count }
  const numbered = addSecondaryAddresses(ctx, subnet, present, wish)
  const after = addPrefixes(ctx, subnet, numbered, 'ipv4', prefixes)
  const assigned = after.privateIpAddresses.filter(
    ({ address }) => !known.has(address) || listed.includes(address),
  )
  return {
    NetworkInterfaceId: eni.id,
    AssignedPrivateIpAddresses: assigned.map(({ address }) => ({ PrivateIpAddress: address })),
    AssignedIpv4Prefixes: (after.ipv4Prefixes ?? [])
      .slice(eni.ipv4Prefixes?.length ?? 0)
      .map((Ipv4Prefix) => ({ Ipv4Prefix })),
  }
})

/** Addresses or prefixes, by name or by number: one of the four. */
function readWish(input: AssignPrivateIpAddressesRequest): {
  readonly listed: readonly string[]
  readonly count: number
  readonly prefixes: PrefixWish
} {
  const listed = [...new Set(input.PrivateIpAddresses)]
  const count = input.SecondaryPrivateIpAddressCount
  if (listed.length > 0 && count !== undefined) {
    throw new AwsError(
      'InvalidParameterCombination',
      'The parameter secondaryPrivateIpAddressCount cannot be used with the parameter privateIpAddressesSet',
    )
  }
  const hasAddresses = listed.length > 0 || count !== undefined
  const prefixes = readPrefixWish('ipv4', input.Ipv4Prefixes, input.Ipv4PrefixCount, hasAddresses)
  if (!hasAddresses && prefixes.listed.length + prefixes.count === 0) {
    throw new AwsError(
      'MissingParameter',
      'The request must contain the parameter privateIpAddressesSet or secondaryPrivateIpAddressCount',
    )
  }
  if (count !== undefined && count < 1) {
    throw new AwsError(
      'InvalidParameterValue',
      `Value (${count}) for parameter secondaryPrivateIpAddressCount is invalid. It must be greater than 0.`,
    )
  }
  return { listed, count: count ?? 0, prefixes }
}

function holderOf(
  ctx: Context,
  { subnetId }: NetworkInterfaceRecord,
  address: string,
): NetworkInterfaceRecord | undefined {
  return ctx.db.by(networkInterfaces, 'address', `${subnetId}/${address}`)[0]
}
