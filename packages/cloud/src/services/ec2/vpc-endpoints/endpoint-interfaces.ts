import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import {
  makeServiceInterface,
  readZoneSubnets,
  type SubnetRefusals,
} from '../network-interfaces/service-interface.ts'
import type { SubnetRecord } from '../subnets/subnet.ts'

/** The subnets that a call names: of the VPC, and one in a zone. `present`: those that the endpoint has already. */
export function readEndpointSubnets(
  ctx: Context,
  vpcId: string,
  ids: readonly string[],
  present: readonly string[] = [],
): readonly SubnetRecord[] {
  const refusals: SubnetRefusals = {
    elsewhere: (id) =>
      new AwsError('InvalidParameter', `The subnet ${id} does not belong to the VPC ${vpcId}`),
    sameZone: (id) =>
      new AwsError(
        'DuplicateSubnetsInSameZone',
        `Found another VPC endpoint subnet in the availability zone of ${id}.`,
      ),
  }
  return readZoneSubnets(ctx, vpcId, ids, present, refusals)
}

/** The endpoint's interface in a subnet. Returns its id. */
export function makeEndpointInterface(
  ctx: Context,
  endpointId: string,
  subnet: SubnetRecord,
  groupIds: readonly string[],
): string {
  return makeServiceInterface(ctx, subnet, {
    description: `VPC Endpoint Interface ${endpointId}`,
    interfaceType: 'vpc_endpoint',
    groupIds,
  }).id
}
