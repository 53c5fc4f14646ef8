import type {
  AssignPrivateIpAddressesRequest,
  AssignPrivateIpAddressesResult,
} from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findRecord } from '../find.ts'
import { subnets } from '../subnets/subnet.ts'
import { refuseMembers } from '../unsupported.ts'
import { checkAddressCount, typeOfInstance } from './address-limit.ts'
import { checkManaged } from './check-managed.ts'
import { movePrivateAddress } from './move-private-address.ts'
import { networkInterfaces, type NetworkInterfaceRecord } from './network-interface.ts'
import { addSecondaryAddresses } from './new-network-interface.ts'

/**
 * Gives an interface secondary private addresses, from another one when allowed.
 * @limits What the instance type allows.
 */
export const AssignPrivateIpAddresses = operation<
  AssignPrivateIpAddressesRequest,
  AssignPrivateIpAddressesResult
>('AssignPrivateIpAddresses', (ctx, input) => {
  const id = input.NetworkInterfaceId ?? ''
  const eni = findRecord(ctx, networkInterfaces, 'network-interface', id)
  checkManaged(eni)
  const { listed, count } = readWish(input)
  const known = new Set(eni.privateIpAddresses.map(({ address }) => address))
  const added = listed.filter((address) => !known.has(address))
  checkAddressCount(typeOfInstance(ctx, eni), known.size + added.length + count)
  const subnet = findRecord(ctx, subnets, 'subnet', eni.subnetId)
  const taken = new Map(added.map((address) => [address, holderOf(ctx, eni, address)]))
  for (const [address, holder] of taken) {
    if (!holder) continue
    if (!input.AllowReassignment || holder.privateIpAddress === address) {
      throw new AwsError(
        'InvalidParameterValue',
        `[${address}] is assigned, but move is not allowed.`,
      )
    }
    movePrivateAddress(ctx, holder, eni.id, address)
  }
  const present = ctx.db.get(networkInterfaces, eni.id) ?? eni
  const secondaryIps = added.filter((address) => !taken.get(address))
  const after = addSecondaryAddresses(ctx, subnet, present, { secondaryIps, secondaryCount: count })
  const assigned = after.privateIpAddresses.filter(
    ({ address }) => !known.has(address) || listed.includes(address),
  )
  return {
    NetworkInterfaceId: eni.id,
    AssignedPrivateIpAddresses: assigned.map(({ address }) => ({ PrivateIpAddress: address })),
  }
})

/** Addresses by name or by number, not both. */
function readWish(input: AssignPrivateIpAddressesRequest): {
  readonly listed: readonly string[]
  readonly count: number
} {
  refuseMembers('AssignPrivateIpAddresses', input, ['Ipv4Prefixes', 'Ipv4PrefixCount'])
  const listed = [...new Set(input.PrivateIpAddresses)]
  const count = input.SecondaryPrivateIpAddressCount
  if (listed.length > 0 && count !== undefined) {
    throw new AwsError(
      'InvalidParameterCombination',
      'The parameter secondaryPrivateIpAddressCount cannot be used with the parameter privateIpAddressesSet',
    )
  }
  if (listed.length === 0 && count === undefined) {
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
  return { listed, count: count ?? 0 }
}

function holderOf(
  ctx: Context,
  { subnetId }: NetworkInterfaceRecord,
  address: string,
): NetworkInterfaceRecord | undefined {
  return ctx.db.by(networkInterfaces, 'address', `${subnetId}/${address}`)[0]
}
