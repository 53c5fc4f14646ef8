import type { Context } from '../../../engine/context.ts'
import { newId } from '../ids.ts'
import { instances } from '../instances/instance.ts'
import { giveAutoAddress } from '../instances/public-address.ts'
import {
  networkInterfaces,
  type NetworkInterfaceRecord,
  type PrivateAddress,
} from '../network-interfaces/network-interface.ts'
import { elasticIps, type ElasticIpRecord } from './elastic-ip.ts'
import { publicAddresses, releasePublicAddress } from './public-address.ts'

/** Maps an Elastic IP to a private address of an interface; what was mapped there before is let go. */
export function associateElasticIp(
  ctx: Context,
  address: ElasticIpRecord,
  eni: NetworkInterfaceRecord,
  privateIp: string,
): string {
  disassociateElasticIp(ctx, address)
  releaseMapping(ctx, eni.id, privateIp)
  const associationId = newId(ctx.chance, 'eipassoc')
  ctx.db.put(elasticIps, {
    ...address,
    association: { id: associationId, networkInterfaceId: eni.id, privateIpAddress: privateIp },
  })
  ctx.db.put(publicAddresses, {
    id: address.publicIp,
    region: ctx.region,
    networkInterfaceId: eni.id,
    allocationId: address.id,
  })
  setAssociation(ctx, eni.id, privateIp, {
    publicIp: address.publicIp,
    ipOwnerId: ctx.account,
    allocationId: address.id,
    associationId,
  })
  return associationId
}

/** Takes an Elastic IP off its interface, if it is on one; the address stays the account's. */
export function disassociateElasticIp(ctx: Context, address: ElasticIpRecord): void {
  const { association, ...idle } = address
  if (!association) return
  ctx.db.put(elasticIps, idle)
  ctx.db.put(publicAddresses, {
    id: address.publicIp,
    region: ctx.region,
    allocationId: address.id,
  })
  setAssociation(ctx, association.networkInterfaceId, association.privateIpAddress, undefined)
}

/** Takes every Elastic IP off an interface that is about to go. */
export function disassociateInterface(ctx: Context, networkInterfaceId: string): void {
  for (const address of ctx.db.by(elasticIps, 'interface', networkInterfaceId)) {
    disassociateElasticIp(ctx, address)
  }
}

/** After an Elastic IP has left it, a running instance that was launched with an automatic address gets a new one. */
export function restoreAutomaticAddress(ctx: Context, networkInterfaceId: string): void {
  const attachment = ctx.db.get(networkInterfaces, networkInterfaceId)?.attachment
  const instance = attachment && ctx.db.get(instances, attachment.instanceId)
  if (attachment?.deviceIndex === 0 && instance?.state === 'running' && instance.autoPublicIp) {
    giveAutoAddress(ctx, instance.id)
  }
}

function releaseMapping(ctx: Context, networkInterfaceId: string, privateIp: string): void {
  const eni = ctx.db.get(networkInterfaces, networkInterfaceId)
  const mapped = eni?.privateIpAddresses.find(({ address }) => address === privateIp)?.association
  if (!mapped) return
  const elastic = mapped.allocationId ? ctx.db.get(elasticIps, mapped.allocationId) : undefined
  if (elastic) {
    disassociateElasticIp(ctx, elastic)
    return
  }
  releasePublicAddress(ctx, mapped.publicIp)
  setAssociation(ctx, networkInterfaceId, privateIp, undefined)
}

function setAssociation(
  ctx: Context,
  networkInterfaceId: string,
  privateIp: string,
  association: PrivateAddress['association'],
): void {
  const eni = ctx.db.get(networkInterfaces, networkInterfaceId)
  if (!eni) return
  ctx.db.put(networkInterfaces, {
    ...eni,
    privateIpAddresses: eni.privateIpAddresses.map((address) =>
      address.address === privateIp ? { ...address, association } : address,
    ),
  })
}
