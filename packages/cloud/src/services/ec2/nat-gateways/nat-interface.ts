import type { Context } from '../../../engine/context.ts'
import { associateElasticIp, disassociateInterface } from '../addresses/associate.ts'
import type { ElasticIpRecord } from '../addresses/elastic-ip.ts'
import { checkPrivateAddress, pickPrivateAddress } from '../addresses/private-address.ts'
import { networkInterfaces } from '../network-interfaces/network-interface.ts'
import { makeServiceInterface } from '../network-interfaces/service-interface.ts'
import type { SubnetRecord } from '../subnets/subnet.ts'
import type { NatGatewayRecord } from './nat-gateway.ts'

type Addresses = Pick<
  NatGatewayRecord,
  'networkInterfaceId' | 'privateIp' | 'publicIp' | 'associationId'
>

/** The interface by which a gateway is in its subnet, the Elastic IP on it. It is AWS's own to change or delete. */
export function makeNatInterface(
  ctx: Context,
  gatewayId: string,
  subnet: SubnetRecord,
  wish: { readonly address?: ElasticIpRecord; readonly privateIp?: string },
): Addresses {
  if (wish.privateIp !== undefined) checkPrivateAddress(ctx, subnet, wish.privateIp)
  const privateIp = wish.privateIp ?? pickPrivateAddress(ctx, subnet)
  const eni = makeServiceInterface(ctx, subnet, {
    description: `Interface for NAT Gateway ${gatewayId}`,
    interfaceType: 'nat_gateway',
    address: privateIp,
    sourceDestCheck: false,
  })
  const { address } = wish
  if (!address) return { networkInterfaceId: eni.id, privateIp }
  const associationId = associateElasticIp(ctx, address, eni, privateIp)
  return { networkInterfaceId: eni.id, privateIp, publicIp: address.publicIp, associationId }
}

/** The Elastic IP stays the account's. */
export function removeNatInterface(ctx: Context, { networkInterfaceId }: NatGatewayRecord): void {
  if (networkInterfaceId === undefined) return
  disassociateInterface(ctx, networkInterfaceId)
  ctx.db.delete(networkInterfaces, networkInterfaceId)
}
