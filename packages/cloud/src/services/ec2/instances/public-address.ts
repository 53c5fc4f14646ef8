import type { Context } from '../../../engine/context.ts'
import { releasePublicAddress, takePublicAddress } from '../addresses/public-address.ts'
import {
  networkInterfaces,
  type NetworkInterfaceRecord,
} from '../network-interfaces/network-interface.ts'

/**
 * Gives the primary interface an automatic public address, unless an Elastic IP is on it or the instance has other interfaces:
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-instance-addressing.html#concepts-public-addresses
 */
export function giveAutoAddress(ctx: Context, instanceId: string): void {
  if (ctx.db.by(networkInterfaces, 'instance', instanceId).length > 1) return
  const primary = primaryInterface(ctx.db, instanceId)
  const address = primary?.privateIpAddresses.find((each) => each.primary)
  if (!primary || !address || address.association) return
  const publicIp = takePublicAddress(ctx, { networkInterfaceId: primary.id })
  const association = { publicIp, ipOwnerId: 'amazon' }
  putAddresses(ctx, primary, (each) => (each === address ? { ...each, association } : each))
}

/** Automatic addresses go back to the pool; Elastic IPs stay. */
export function releaseAutoAddresses(ctx: Context, instanceId: string): void {
  for (const eni of ctx.db.by(networkInterfaces, 'instance', instanceId)) {
    const automatic = eni.privateIpAddresses.some(
      ({ association }) => association?.ipOwnerId === 'amazon',
    )
    if (!automatic) continue
    for (const { association } of eni.privateIpAddresses) {
      if (association?.ipOwnerId === 'amazon') releasePublicAddress(ctx, association.publicIp)
    }
    putAddresses(ctx, eni, (each) =>
      each.association?.ipOwnerId === 'amazon' ? { ...each, association: undefined } : each,
    )
  }
}

export function primaryInterface(
  db: Context['db'],
  instanceId: string,
): NetworkInterfaceRecord | undefined {
  return db
    .by(networkInterfaces, 'instance', instanceId)
    .find(({ attachment }) => attachment?.deviceIndex === 0)
}

type Address = NetworkInterfaceRecord['privateIpAddresses'][number]

function putAddresses(
  ctx: Context,
  eni: NetworkInterfaceRecord,
  change: (address: Address) => Address,
): void {
  ctx.db.put(networkInterfaces, {
    ...eni,
    privateIpAddresses: eni.privateIpAddresses.map(change),
  })
}
