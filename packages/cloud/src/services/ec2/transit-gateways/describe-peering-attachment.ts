import type { PeeringTgwInfo, TransitGatewayPeeringAttachment } from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import type { FilterFields } from '../filters.ts'
import type {
  PeeringAttachmentEnd,
  TransitGatewayAttachmentRecord,
} from './transit-gateway-attachment.ts'

export function toPeeringAttachment(
  attachment: TransitGatewayAttachmentRecord,
): TransitGatewayPeeringAttachment {
  const { id, state, peering, createTime, tags } = attachment
  const twoIds = peering && peering.accepter.attachmentId !== peering.requester.attachmentId
  return {
    TransitGatewayAttachmentId: id,
    AccepterTransitGatewayAttachmentId: twoIds ? peering.accepter.attachmentId : undefined,
    RequesterTgwInfo: peering && toInfo(peering.requester),
    AccepterTgwInfo: peering && toInfo(peering.accepter),
    Status: { Code: state, Message: peering?.message },
    State: state,
    CreationTime: new Date(createTime),
    Tags: [...tags],
  }
}

function toInfo({ account, region, transitGatewayId }: PeeringAttachmentEnd): PeeringTgwInfo {
  return { TransitGatewayId: transitGatewayId, OwnerId: account, Region: region }
}

export function peeringAttachmentFilters({
  account,
}: Context): FilterFields<TransitGatewayAttachmentRecord> {
  return {
    fields: {
      'local-owner-id': () => account,
      'remote-owner-id': ({ resourceOwnerId }) => resourceOwnerId,
      state: ({ state }) => state,
      'transit-gateway-attachment-id': ({ id }) => id,
      'transit-gateway-id': ({ transitGatewayId }) => transitGatewayId,
    },
    tags: ({ tags }) => tags,
  }
}
