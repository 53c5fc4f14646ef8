import { defaultAccount } from '../../engine/default-account.ts'
import type { Engine } from '../../engine/engine.ts'
import { publicAddresses } from '../../services/ec2/addresses/public-address.ts'
import { networkInterfaces } from '../../services/ec2/network-interfaces/network-interface.ts'
import type { GuestAddress } from './gateway.ts'
import type { GuestName } from './guest-name.ts'

/**
 * Whose address it is. Each account is a world with addresses of its own: a name without an account is looked for in the default
 * account first.
 */
export function findGuestAddress(engine: Engine, name: GuestName): GuestAddress | undefined {
  const { address, port } = name
  const place = { account: name.account ?? defaultAccount, region: 'us-east-1' }
  const own = engine.accounts().includes(place.account)
    ? engine.peek(place, publicAddresses, address)
    : undefined
  const found = own
    ? { account: place.account, record: own }
    : name.account === undefined
      ? engine.findAnywhere(publicAddresses, address)
      : undefined
  if (!found) return undefined
  const { account, record } = found
  const { region, networkInterfaceId } = record
  const instanceId =
    networkInterfaceId === undefined
      ? undefined
      : engine.peek({ account, region }, networkInterfaces, networkInterfaceId)?.attachment
          ?.instanceId
  return {
    account,
    address,
    port,
    region,
    ...(instanceId !== undefined && { instanceId }),
  }
}
