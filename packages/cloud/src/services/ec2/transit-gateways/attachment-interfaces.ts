import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { pickPrivateAddress } from '../addresses/private-address.ts'
import { findRecord } from '../find.ts'
import { networkInterfaces } from '../network-interfaces/network-interface.ts'
import { createNetworkInterface } from '../network-interfaces/new-network-interface.ts'
import { subnets, type SubnetRecord } from '../subnets/subnet.ts'

/** The subnets that a call names: of the VPC, one in a zone. `present`: those that the attachment has already. */
export function readAttachmentSubnets(
  ctx: Context,
  vpcId: string,
  ids: readonly string[],
  present: readonly string[] = [],
): readonly SubnetRecord[] {
  const zones = new Set(present.flatMap((id) => ctx.db.get(subnets, id)?.availabilityZone ?? []))
  return ids.map((id) => {
    const subnet = findRecord(ctx, subnets, 'subnet', id)
    if (subnet.vpcId !== vpcId) {
      throw new AwsError('InvalidParameterValue', `Subnet ${id} is not in VPC ${vpcId}.`)
    }
    if (zones.has(subnet.availabilityZone)) {
      throw new AwsError('DuplicateSubnetsInSameZone', 'Duplicate Subnets for same AZ')
    }
    zones.add(subnet.availabilityZone)
    return subnet
  })
}

/** The gateway's interface in a subnet, AWS's own to change or delete; no group filters it. Returns its id. */
export function makeAttachmentInterface(
  ctx: Context,
  attachmentId: string,
  subnet: SubnetRecord,
): string {
  const made = createNetworkInterface(ctx, {
    subnet,
    address: pickPrivateAddress(ctx, subnet),
    groupIds: [],
    description: `Network Interface for Transit Gateway Attachment ${attachmentId}`,
    interfaceType: 'transit_gateway',
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
