import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { changeBothSides, findPeering } from './peering-sides.ts'
import type { TransitGatewayAttachmentRecord } from './transit-gateway-attachment.ts'

/** The accepter's answer to a request, in its own Region. Where both are here, the request's own id will do. */
export function answerPeering(
  ctx: Context,
  verb: 'accept' | 'reject',
  id: string,
): TransitGatewayAttachmentRecord {
  const { attachment, peering } = findPeering(ctx, id, ['pendingAcceptance'])
  const { account, region } = peering.accepter
  if (account !== ctx.account || region !== ctx.region) {
    throw new AwsError(
      'InvalidParameterValue',
      `Cannot ${verb} ${id} as the source of the peering request.`,
    )
  }
  const state = verb === 'accept' ? 'pending' : 'rejected'
  changeBothSides(ctx, peering, (side) => ({ ...side, state }))
  return { ...attachment, state }
}
