import type {
  CreateTransitGatewayPeeringAttachmentRequest,
  CreateTransitGatewayPeeringAttachmentResult,
} from '@aws-sdk/client-ec2'
import { regions } from '../../../catalogue/regions.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { notFound } from '../find.ts'
import { newId } from '../ids.ts'
import { readTagSpecifications } from '../tags.ts'
import { refuseMembers } from '../unsupported.ts'
import { toPeeringAttachment } from './describe-peering-attachment.ts'
import { findTransitGateway } from './find-transit.ts'
import { keepForAWhile } from './settle-transit-gateway.ts'
import {
  isLive,
  transitGatewayAttachments,
  type PeeringAttachmentEnd,
  type TransitGatewayAttachmentRecord,
} from './transit-gateway-attachment.ts'
import { transitGateways } from './transit-gateway.ts'

/** Asks another gateway, of whichever account and Region; a gateway that does not exist makes it fail. Dynamic routing is refused. */
export const CreateTransitGatewayPeeringAttachment = operation<
  CreateTransitGatewayPeeringAttachmentRequest,
  CreateTransitGatewayPeeringAttachmentResult
>('CreateTransitGatewayPeeringAttachment', (ctx, input) => {
  refuseMembers('CreateTransitGatewayPeeringAttachment', input.Options ?? {}, ['DynamicRouting'])
  const tags = readTagSpecifications(input.TagSpecifications, ['transit-gateway-attachment'])(
    'transit-gateway-attachment',
  )
  const gateway = findTransitGateway(ctx, input.TransitGatewayId)
  const { PeerAccountId = '', PeerRegion = '', PeerTransitGatewayId = '' } = input
  if (!regions.some(({ name }) => name === PeerRegion)) {
    throw new AwsError('InvalidParameterValue', `Invalid region: ${PeerRegion}`)
  }
  const isHere = PeerAccountId === ctx.account && PeerRegion === ctx.region
  const there = ctx.inAccount(PeerAccountId, PeerRegion)
  const peer = there?.get(transitGateways, PeerTransitGatewayId)
  const isUp = peer?.state === 'available'
  if (isHere && !isUp) throw notFound('transit-gateway', PeerTransitGatewayId)
  if (isHere && PeerTransitGatewayId === gateway.id) {
    throw new AwsError('InvalidParameterValue', 'A transit gateway cannot be peered with itself.')
  }
  const present = ctx.db
    .by(transitGatewayAttachments, 'gateway', gateway.id)
    .some((each) => isLive(each) && each.resourceId === PeerTransitGatewayId)
  if (present) {
    throw new AwsError(
      'DuplicateTransitGatewayAttachment',
      `${gateway.id} has non-deleted Transit Gateway Attachments with ${PeerTransitGatewayId}.`,
    )
  }
  const id = newId(ctx.chance, 'tgw-attach')
  const requester: PeeringAttachmentEnd = {
    account: ctx.account,
    region: ctx.region,
    transitGatewayId: gateway.id,
    attachmentId: id,
  }
  const accepter: PeeringAttachmentEnd = {
    account: PeerAccountId,
    region: PeerRegion,
    transitGatewayId: PeerTransitGatewayId,
    // Two records of one account and Region cannot share an id.
    attachmentId: isHere ? newId(ctx.chance, 'tgw-attach') : id,
  }
  const asked: TransitGatewayAttachmentRecord = {
    id,
    transitGatewayId: gateway.id,
    resourceType: 'peering',
    resourceId: PeerTransitGatewayId,
    resourceOwnerId: PeerAccountId,
    state: isUp ? 'pendingAcceptance' : 'failed',
    propagations: [],
    createTime: ctx.now,
    peering: {
      side: 'requester',
      requester,
      accepter,
      ...(!isUp && { message: `Transit Gateway ${PeerTransitGatewayId} does not exist` }),
    },
    tags,
  }
  ctx.db.put(transitGatewayAttachments, asked)
  if (isUp) {
    there?.put(transitGatewayAttachments, {
      ...asked,
      id: accepter.attachmentId,
      transitGatewayId: PeerTransitGatewayId,
      resourceId: gateway.id,
      resourceOwnerId: ctx.account,
      peering: { side: 'accepter', requester, accepter },
      tags: [],
    })
  } else keepForAWhile(ctx, id)
  // What comes of the request shows in the next look at it.
  return {
    TransitGatewayPeeringAttachment: toPeeringAttachment({ ...asked, state: 'initiatingRequest' }),
  }
})
