import type {
  CreateTransitGatewayVpcAttachmentRequest,
  CreateTransitGatewayVpcAttachmentResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findRecord } from '../find.ts'
import { newId } from '../ids.ts'
import { readTagSpecifications } from '../tags.ts'
import { vpcs } from '../vpcs/vpc.ts'
import { makeAttachmentInterface, readAttachmentSubnets } from './attachment-interfaces.ts'
import { toVpcAttachment } from './describe-vpc-attachment.ts'
import { findTransitGateway } from './find-transit.ts'
import { readVpcAttachmentOptions } from './read-vpc-options.ts'
import { settleTransitGateway } from './settle-transit-gateway.ts'
import {
  isLive,
  transitGatewayAttachments,
  type TransitGatewayAttachmentRecord,
} from './transit-gateway-attachment.ts'

/** Of a VPC. https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-quotas.html */
const attachmentLimit = 5

/** One subnet in a zone, with an interface of the gateway in each. VPCs of the gateway's own account alone: sharing takes AWS RAM. */
export const CreateTransitGatewayVpcAttachment = operation<
  CreateTransitGatewayVpcAttachmentRequest,
  CreateTransitGatewayVpcAttachmentResult
>('CreateTransitGatewayVpcAttachment', (ctx, input) => {
  const tags = readTagSpecifications(input.TagSpecifications, ['transit-gateway-attachment'])(
    'transit-gateway-attachment',
  )
  const gateway = findTransitGateway(ctx, input.TransitGatewayId)
  const vpc = findRecord(ctx, vpcs, 'vpc', input.VpcId ?? '')
  const present = ctx.db.by(transitGatewayAttachments, 'resource', vpc.id).filter(isLive)
  if (present.some(({ transitGatewayId }) => transitGatewayId === gateway.id)) {
    throw new AwsError(
      'DuplicateTransitGatewayAttachment',
      `${gateway.id} has non-deleted Transit Gateway Attachments with same VPC ID.`,
    )
  }
  if (present.length >= attachmentLimit) {
    throw new AwsError(
      'TransitGatewayAttachmentLimitExceeded',
      'The maximum number of transit gateway attachments of the VPC has been reached.',
    )
  }
  const { SubnetIds = [] } = input
  if (SubnetIds.length === 0) {
    throw new AwsError('MissingParameter', 'The request must contain the parameter SubnetIds')
  }
  const chosen = readAttachmentSubnets(ctx, vpc.id, SubnetIds)
  const options = readVpcAttachmentOptions(input.Options)
  const id = newId(ctx.chance, 'tgw-attach')
  const attachment: TransitGatewayAttachmentRecord = {
    id,
    transitGatewayId: gateway.id,
    resourceType: 'vpc',
    resourceId: vpc.id,
    resourceOwnerId: ctx.account,
    state: 'pending',
    propagations: [],
    createTime: ctx.now,
    vpc: {
      ...options,
      subnetIds: chosen.map((subnet) => subnet.id),
      networkInterfaceIds: chosen.map((subnet) => makeAttachmentInterface(ctx, id, subnet)),
    },
    tags,
  }
  ctx.db.put(transitGatewayAttachments, attachment)
  settleTransitGateway(ctx, id)
  return { TransitGatewayVpcAttachment: toVpcAttachment(attachment) }
})
