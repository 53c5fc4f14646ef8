import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import {
  makeServiceInterface,
  readZoneSubnets,
  type SubnetRefusals,
} from '../network-interfaces/service-interface.ts'
import type { SubnetRecord } from '../subnets/subnet.ts'

/** The subnets that a call names: of the VPC, one in a zone. `present`: those that the attachment has already. */
export function readAttachmentSubnets(
  ctx: Context,
  vpcId: string,
  ids: readonly string[],
  present: readonly string[] = [],
): readonly SubnetRecord[] {
  const refusals: SubnetRefusals = {
    elsewhere: (id) =>
      new AwsError('InvalidParameterValue', `Subnet ${id} is not in VPC ${vpcId}.`),
    sameZone: () => new AwsError('DuplicateSubnetsInSameZone', 'Duplicate Subnets for same AZ'),
  }
  return readZoneSubnets(ctx, vpcId, ids, present, refusals)
}

/** The gateway's interface in a subnet; no group filters it. Returns its id. */
export function makeAttachmentInterface(
  ctx: Context,
  attachmentId: string,
  subnet: SubnetRecord,
): string {
  return makeServiceInterface(ctx, subnet, {
    description: `Network Interface for Transit Gateway Attachment ${attachmentId}`,
    interfaceType: 'transit_gateway',
  }).id
}
