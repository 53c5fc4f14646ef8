import type {
  ModifyVpcPeeringConnectionOptionsRequest,
  ModifyVpcPeeringConnectionOptionsResult,
  PeeringConnectionOptionsRequest,
} from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { actOnPeering } from './act-on-peering.ts'
import { toOptions } from './describe-vpc-peering-connection.ts'
import {
  changePeering,
  ownSides,
  type PeeringParty,
  type PeeringSide,
  type VpcPeeringConnectionRecord,
} from './vpc-peering-connection.ts'

/**
 * Whether private DNS names of the other side lead to private addresses; each party for its own side.
 */
export const ModifyVpcPeeringConnectionOptions = operation<
  ModifyVpcPeeringConnectionOptionsRequest,
  ModifyVpcPeeringConnectionOptionsResult
>('ModifyVpcPeeringConnectionOptions', (ctx, input) => {
  const {
    RequesterPeeringConnectionOptions: requesterOptions,
    AccepterPeeringConnectionOptions: accepterOptions,
  } = input
  const peering = actOnPeering(ctx, 'modifyOptions', input.VpcPeeringConnectionId)
  const requester = readParty(ctx, peering, 'requester', requesterOptions)
  const accepter = readParty(ctx, peering, 'accepter', accepterOptions)
  changePeering(ctx, peering, { requester, accepter })
  return {
    ...(requesterOptions && { RequesterPeeringConnectionOptions: toOptions(requester) }),
    ...(accepterOptions && { AccepterPeeringConnectionOptions: toOptions(accepter) }),
  }
})

/** Each party sets its own side, in its own Region. */
function readParty(
  ctx: Context,
  peering: VpcPeeringConnectionRecord,
  side: PeeringSide,
  options: PeeringConnectionOptionsRequest | undefined,
): PeeringParty {
  if (!options) return peering[side]
  if (!ownSides(ctx, peering).includes(side)) {
    throw new AwsError(
      'OperationNotPermitted',
      `User ${ctx.account} cannot modify ${side} peering options for VPC peering connection ${peering.id} in region ${ctx.region}`,
    )
  }
  if (
    options.AllowEgressFromLocalClassicLinkToRemoteVpc ||
    options.AllowEgressFromLocalVpcToRemoteClassicLink
  ) {
    throw new AwsError('InvalidParameterValue', 'ClassicLink peering options are not available')
  }
  const { AllowDnsResolutionFromRemoteVpc: dns = peering[side].allowsDnsResolution } = options
  return { ...peering[side], allowsDnsResolution: dns }
}
