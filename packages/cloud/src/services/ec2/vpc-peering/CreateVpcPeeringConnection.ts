import type {
  CreateVpcPeeringConnectionRequest,
  CreateVpcPeeringConnectionResult,
} from '@aws-sdk/client-ec2'
import { delays } from '@brume/ec2-model'
import { regions } from '../../../catalogue/regions.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { blocksOverlap, parseIpv4Block } from '../../../network/cidr.ts'
import { checkQuota } from '../../service-quotas/quotas.ts'
import { findRecord, notFound } from '../find.ts'
import { newId } from '../ids.ts'
import { readTagSpecifications } from '../tags.ts'
import { ipv4Associations, vpcs, type VpcRecord } from '../vpcs/vpc.ts'
import { toVpcPeeringConnection } from './describe-vpc-peering-connection.ts'
import { endPeering, vpcPeeringTimer } from './settle-vpc-peering.ts'
import {
  ownSides,
  vpcPeeringConnections,
  type PeeringParty,
  type VpcPeeringConnectionRecord,
} from './vpc-peering-connection.ts'

/**
 * Asks for a connection of two VPCs, also of two accounts or Regions. A request dies after a week.
 * @limits Their blocks must not overlap.
 */
export const CreateVpcPeeringConnection = operation<
  CreateVpcPeeringConnectionRequest,
  CreateVpcPeeringConnectionResult
>('CreateVpcPeeringConnection', (ctx, input) => {
  const tags = readTagSpecifications(input.TagSpecifications, ['vpc-peering-connection'])(
    'vpc-peering-connection',
  )
  const { PeerOwnerId = ctx.account, PeerRegion = ctx.region, PeerVpcId = '' } = input
  const vpc = findRecord(ctx, vpcs, 'vpc', input.VpcId ?? '')
  if (!regions.some(({ name }) => name === PeerRegion)) {
    throw new AwsError('InvalidParameterValue', `Invalid region: ${PeerRegion}`)
  }
  const party = (account: string, region: string, vpcId: string): PeeringParty => {
    return { account, region, vpcId, allowsDnsResolution: false }
  }
  const requester = party(ctx.account, ctx.region, vpc.id)
  const accepter = party(PeerOwnerId, PeerRegion, PeerVpcId)
  const there = ctx.inAccount(PeerOwnerId, PeerRegion)
  const peer = there?.get(vpcs, PeerVpcId)
  const isNear = PeerOwnerId === ctx.account && PeerRegion === ctx.region
  if (!peer && isNear) throw notFound('vpc', PeerVpcId)
  refuseSecond(ctx.db.by(vpcPeeringConnections, 'vpc', vpc.id), requester, accepter)
  const outstanding = ctx.db
    .all(vpcPeeringConnections)
    .filter(
      (each) => each.state === 'pending-acceptance' && ownSides(ctx, each).includes('requester'),
    )
  checkQuota(ctx, 'outstandingPeerings', outstanding.length)
  const peering: VpcPeeringConnectionRecord = {
    id: newId(ctx.chance, 'pcx'),
    requester,
    accepter,
    state: 'pending-acceptance',
    message: `Pending Acceptance by ${PeerOwnerId}`,
    expiresAt: ctx.now + delays.vpcPeeringPendingMs,
    tags,
  }
  ctx.db.put(vpcPeeringConnections, peering)
  if (!peer || vpc.id === peer.id || overlap(vpc, peer)) {
    endPeering(ctx, peering, {
      state: 'failed',
      message: 'Failed due to incorrect VPC-ID, Account ID, or overlapping CIDR range',
    })
  } else {
    if (!isNear) there?.put(vpcPeeringConnections, { ...peering, tags: [] })
    ctx.timers.set({
      kind: vpcPeeringTimer,
      id: peering.id,
      at: ctx.now + delays.vpcPeeringPendingMs,
    })
  }
  // What comes of the request shows in the next look at it.
  return {
    VpcPeeringConnection: toVpcPeeringConnection(ctx, {
      ...peering,
      state: 'initiating-request',
      message: `Initiating Request to ${PeerOwnerId}`,
    }),
  }
})

function refuseSecond(
  present: readonly VpcPeeringConnectionRecord[],
  requester: PeeringParty,
  accepter: PeeringParty,
): void {
  const isSame = (a: PeeringParty, b: PeeringParty) =>
    a.account === b.account && a.region === b.region && a.vpcId === b.vpcId
  const active = present.find(
    (each) =>
      each.state === 'active' &&
      ((isSame(each.requester, requester) && isSame(each.accepter, accepter)) ||
        (isSame(each.requester, accepter) && isSame(each.accepter, requester))),
  )
  if (!active) return
  throw new AwsError(
    'VpcPeeringConnectionAlreadyExists',
    `A VPC peering connection between ${requester.vpcId} and ${accepter.vpcId} already exists: ${active.id}`,
  )
}

/** https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html#vpc-peering-limitations */
function overlap(one: VpcRecord, other: VpcRecord): boolean {
  const blocks = (vpc: VpcRecord) =>
    ipv4Associations(vpc).flatMap(({ cidrBlock }) => parseIpv4Block(cidrBlock) ?? [])
  return blocks(one).some((a) => blocks(other).some((b) => blocksOverlap(a, b)))
}
