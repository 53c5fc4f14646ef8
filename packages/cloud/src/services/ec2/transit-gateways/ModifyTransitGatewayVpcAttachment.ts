import type {
  ModifyTransitGatewayVpcAttachmentRequest,
  ModifyTransitGatewayVpcAttachmentResult,
} from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { networkInterfaces } from '../network-interfaces/network-interface.ts'
import { makeAttachmentInterface, readAttachmentSubnets } from './attachment-interfaces.ts'
import { toVpcAttachment } from './describe-vpc-attachment.ts'
import { findVpcAttachment } from './find-vpc-attachment.ts'
import { readVpcAttachmentOptions } from './read-vpc-options.ts'
import {
  transitGatewayAttachments,
  type TransitGatewayAttachmentRecord,
  type VpcAttachmentPart,
} from './transit-gateway-attachment.ts'

/** Subnets with their interfaces, and options, at once. */
export const ModifyTransitGatewayVpcAttachment = operation<
  ModifyTransitGatewayVpcAttachmentRequest,
  ModifyTransitGatewayVpcAttachmentResult
>('ModifyTransitGatewayVpcAttachment', (ctx, input) => {
  const { attachment, vpc } = findVpcAttachment(ctx, input.TransitGatewayAttachmentId)
  const { AddSubnetIds = [], RemoveSubnetIds = [] } = input
  const options = readVpcAttachmentOptions(input.Options, vpc)
  const kept = without(ctx, attachment, vpc, RemoveSubnetIds)
  const added = readAttachmentSubnets(ctx, attachment.resourceId, AddSubnetIds, kept.subnetIds)
  const subnetIds = [...kept.subnetIds, ...added.map(({ id }) => id)]
  if (subnetIds.length === 0) {
    throw new AwsError(
      'InvalidParameterValue',
      `${attachment.id} must have at least one subnet attached.`,
    )
  }
  const modified: TransitGatewayAttachmentRecord = {
    ...attachment,
    vpc: {
      ...options,
      subnetIds,
      networkInterfaceIds: [
        ...kept.networkInterfaceIds,
        ...added.map((subnet) => makeAttachmentInterface(ctx, attachment.id, subnet)),
      ],
    },
  }
  ctx.db.put(transitGatewayAttachments, modified)
  return { TransitGatewayVpcAttachment: { ...toVpcAttachment(modified), State: 'modifying' } }
})

function without(
  ctx: Context,
  { id }: TransitGatewayAttachmentRecord,
  vpc: VpcAttachmentPart,
  removed: readonly string[],
): Pick<VpcAttachmentPart, 'subnetIds' | 'networkInterfaceIds'> {
  const strange = removed.find((subnetId) => !vpc.subnetIds.includes(subnetId))
  if (strange !== undefined) {
    throw new AwsError('InvalidParameterValue', `Subnet ${strange} is not attached to ${id}.`)
  }
  const stays = (index: number) => !removed.includes(vpc.subnetIds[index] ?? '')
  vpc.networkInterfaceIds.forEach((eni, index) => {
    if (!stays(index)) ctx.db.delete(networkInterfaces, eni)
  })
  return {
    subnetIds: vpc.subnetIds.filter((_, index) => stays(index)),
    networkInterfaceIds: vpc.networkInterfaceIds.filter((_, index) => stays(index)),
  }
}
