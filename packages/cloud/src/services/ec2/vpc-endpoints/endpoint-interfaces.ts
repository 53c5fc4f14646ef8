import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { pickPrivateAddress } from '../addresses/private-address.ts'
import { findRecord } from '../find.ts'
import { networkInterfaces } from '../network-interfaces/network-interface.ts'
import { createNetworkInterface } from '../network-interfaces/new-network-interface.ts'
import { subnets, type SubnetRecord } from '../subnets/subnet.ts'

/** The subnets that a call names: of the VPC, and one in a zone. `present`: those that the endpoint has already. */
export function readEndpointSubnets(
  ctx: Context,
  vpcId: string,
  ids: readonly string[],
  present: readonly string[] = [],
): readonly SubnetRecord[] {
  const zones = new Set(present.flatMap((id) => ctx.db.get(subnets, id)?.availabilityZone ?? []))
  return ids.map((id) => {
    const subnet = findRecord(ctx, subnets, 'subnet', id)
    if (subnet.vpcId !== vpcId) {
      throw new AwsError('InvalidParameter', `The subnet ${id} does not belong to the VPC ${vpcId}`)
    }
    if (zones.has(subnet.availabilityZone)) {
      throw new AwsError(
        'DuplicateSubnetsInSameZone',
        `Found another VPC endpoint subnet in the availability zone of ${id}.`,
      )
    }
    zones.add(subnet.availabilityZone)
    return subnet
  })
}

/** The endpoint's interface in a subnet; AWS's own to change or delete. Returns its id. */
export function makeEndpointInterface(
  ctx: Context,
  endpointId: string,
  subnet: SubnetRecord,
  groupIds: readonly string[],
): string {
  const made = createNetworkInterface(ctx, {
    subnet,
    address: pickPrivateAddress(ctx, subnet),
    groupIds,
    description: `VPC Endpoint Interface ${endpointId}`,
    interfaceType: 'vpc_endpoint',
    secondaryIps: [],
    secondaryCount: 0,
    tags: [],
  })
  ctx.db.put(networkInterfaces, {
    ...made,
    status: 'in-use',
    requesterManaged: true,
    requesterId: ctx.account,
  })
  return made.id
}
