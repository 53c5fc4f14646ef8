import type {
  VpcPeeringConnection,
  VpcPeeringConnectionOptionsDescription,
  VpcPeeringConnectionVpcInfo,
} from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import type { FilterFields } from '../filters.ts'
import { ipv4Associations, ipv6Associations, vpcs } from '../vpcs/vpc.ts'
import {
  ownSides,
  type PeeringParty,
  type PeeringSide,
  type VpcPeeringConnectionRecord,
} from './vpc-peering-connection.ts'

export function toVpcPeeringConnection(
  ctx: Context,
  peering: VpcPeeringConnectionRecord,
): VpcPeeringConnection {
  const { id, state, message, expiresAt } = peering
  return {
    VpcPeeringConnectionId: id,
    Status: { Code: state, Message: message },
    RequesterVpcInfo: toVpcInfo(ctx, peering, 'requester'),
    AccepterVpcInfo: toVpcInfo(ctx, peering, 'accepter'),
    ExpirationTime: expiresAt === undefined ? undefined : new Date(expiresAt),
    Tags: [...peering.tags],
  }
}

/** What the other party's VPC looks like shows when the connection is active, not before. */
function toVpcInfo(
  ctx: Context,
  peering: VpcPeeringConnectionRecord,
  side: PeeringSide,
): VpcPeeringConnectionVpcInfo {
  const party = peering[side]
  const shown =
    side === 'requester' || peering.state === 'active' || ownSides(ctx, peering).includes(side)
  const vpc = shown ? ctx.inAccount(party.account, party.region)?.get(vpcs, party.vpcId) : undefined
  return {
    VpcId: party.vpcId,
    OwnerId: party.account,
    Region: party.region,
    ...(vpc && {
      CidrBlock: vpc.cidrBlock,
      CidrBlockSet: ipv4Associations(vpc).map(({ cidrBlock }) => ({ CidrBlock: cidrBlock })),
      Ipv6CidrBlockSet: ipv6Associations(vpc).map(({ cidrBlock }) => ({
        Ipv6CidrBlock: cidrBlock,
      })),
      PeeringOptions: toOptions(party),
    }),
  }
}

/** ClassicLink is no more; its two options are shown, always off. */
export function toOptions({
  allowsDnsResolution,
}: Pick<PeeringParty, 'allowsDnsResolution'>): VpcPeeringConnectionOptionsDescription {
  return {
    AllowDnsResolutionFromRemoteVpc: allowsDnsResolution,
    AllowEgressFromLocalClassicLinkToRemoteVpc: false,
    AllowEgressFromLocalVpcToRemoteClassicLink: false,
  }
}

export function vpcPeeringFilters(ctx: Context): FilterFields<VpcPeeringConnectionRecord> {
  type Peering = VpcPeeringConnectionRecord
  const party = (side: PeeringSide, name: string): FilterFields<Peering>['fields'] => ({
    [`${name}.cidr-block`]: (peering) => toVpcInfo(ctx, peering, side).CidrBlock,
    [`${name}.owner-id`]: (peering) => peering[side].account,
    [`${name}.vpc-id`]: (peering) => peering[side].vpcId,
  })
  return {
    fields: {
      ...party('accepter', 'accepter-vpc-info'),
      ...party('requester', 'requester-vpc-info'),
      'expiration-time': ({ expiresAt }) =>
        expiresAt === undefined ? undefined : new Date(expiresAt).toISOString(),
      'status-code': ({ state }) => state,
      'status-message': ({ message }) => message,
      'vpc-peering-connection-id': ({ id }) => id,
    },
    tags: ({ tags }) => tags,
  }
}
