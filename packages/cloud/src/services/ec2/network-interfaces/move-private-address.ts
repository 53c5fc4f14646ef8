import type { Context } from '../../../engine/context.ts'
import { elasticIps } from '../addresses/elastic-ip.ts'
import { publicAddresses } from '../addresses/public-address.ts'
import { networkInterfaces, type NetworkInterfaceRecord } from './network-interface.ts'

/** Takes a secondary address from one interface to another; an Elastic IP on it goes along. */
export function movePrivateAddress(
  ctx: Context,
  from: NetworkInterfaceRecord,
  toId: string,
  address: string,
): void {
  const to = ctx.db.get(networkInterfaces, toId)
  const moved = from.privateIpAddresses.find((each) => each.address === address)
  if (!to || !moved) return
  ctx.db.put(networkInterfaces, {
    ...from,
    privateIpAddresses: from.privateIpAddresses.filter((each) => each !== moved),
  })
  ctx.db.put(networkInterfaces, { ...to, privateIpAddresses: [...to.privateIpAddresses, moved] })
  const { publicIp = '', allocationId = '' } = moved.association ?? {}
  const elastic = ctx.db.get(elasticIps, allocationId)
  if (elastic?.association) {
    ctx.db.put(elasticIps, {
      ...elastic,
      association: { ...elastic.association, networkInterfaceId: toId },
    })
  }
  const mapping = ctx.db.get(publicAddresses, publicIp)
  if (mapping) ctx.db.put(publicAddresses, { ...mapping, networkInterfaceId: toId })
}
