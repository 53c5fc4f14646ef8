import type { Context } from '../../../engine/context.ts'
import type { AwsError } from '../../../errors.ts'
import { pickPrivateAddress } from '../addresses/private-address.ts'
import { findRecord } from '../find.ts'
import { subnets, type SubnetRecord } from '../subnets/subnet.ts'
import { networkInterfaces, type NetworkInterfaceRecord } from './network-interface.ts'
import { createNetworkInterface } from './new-network-interface.ts'

export interface ServiceInterface {
  readonly description: string
  readonly interfaceType: NetworkInterfaceRecord['interfaceType']
  /** None: nothing filters it. */
  readonly groupIds?: readonly string[]
  /** Checked and free; one is picked unless it is given. */
  readonly address?: string
  readonly sourceDestCheck?: boolean
  /** Who manages it; the account itself unless given. */
  readonly requesterId?: string
  /** Gives it an automatic public address. */
  readonly publicIp?: boolean
}

/** An interface that a service keeps in a subnet: AWS's own to change or delete, in use from the beginning. */
export function makeServiceInterface(
  ctx: Context,
  subnet: SubnetRecord,
  wish: ServiceInterface,
): NetworkInterfaceRecord {
  const { description, interfaceType, groupIds = [], sourceDestCheck = true } = wish
  const { requesterId = ctx.account, publicIp = false } = wish
  const made: NetworkInterfaceRecord = {
    ...createNetworkInterface(ctx, {
      subnet,
      address: wish.address ?? pickPrivateAddress(ctx, subnet),
      groupIds,
      description,
      interfaceType,
      secondaryIps: [],
      secondaryCount: 0,
      publicIp,
      tags: [],
    }),
    status: 'in-use',
    sourceDestCheck,
    requesterManaged: true,
    requesterId,
  }
  ctx.db.put(networkInterfaces, made)
  return made
}

export interface SubnetRefusals {
  readonly elsewhere: (subnetId: string) => AwsError
  readonly sameZone: (subnetId: string) => AwsError
}

/** The subnets in which a service is to have its interfaces: of the VPC, one in a zone. `present`: those that it has already. */
export function readZoneSubnets(
  ctx: Context,
  vpcId: string,
  ids: readonly string[],
  present: readonly string[],
  refusals: SubnetRefusals,
): readonly SubnetRecord[] {
  const zones = new Set(present.flatMap((id) => ctx.db.get(subnets, id)?.availabilityZone ?? []))
  return ids.map((id) => {
    const subnet = findRecord(ctx, subnets, 'subnet', id)
    if (subnet.vpcId !== vpcId) throw refusals.elsewhere(id)
    if (zones.has(subnet.availabilityZone)) throw refusals.sameZone(id)
    zones.add(subnet.availabilityZone)
    return subnet
  })
}
