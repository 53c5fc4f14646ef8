import { decideVpcPeering, type VpcPeeringAction } from '@brume/ec2-model'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { findRecord } from '../find.ts'
import {
  ownSides,
  vpcPeeringConnections,
  type VpcPeeringConnectionRecord,
} from './vpc-peering-connection.ts'

/** The connection, if it may be acted on so. Throws AWS's errors. */
export function actOnPeering(
  ctx: Context,
  action: VpcPeeringAction,
  id: string | undefined,
): VpcPeeringConnectionRecord {
  const peering = findRecord(ctx, vpcPeeringConnections, 'vpc-peering-connection', id ?? '')
  const verdict = decideVpcPeering(action, peering)
  if (!verdict.allowed) throw new AwsError(verdict.code, verdict.message)
  return peering
}

/** Only the accepter may answer a request, and only in its own Region. */
export function requireAccepter(
  ctx: Context,
  peering: VpcPeeringConnectionRecord,
  verb: 'accept' | 'reject',
): void {
  if (ownSides(ctx, peering).includes('accepter')) return
  const { account, region } = peering.accepter
  throw new AwsError(
    'OperationNotPermitted',
    account === ctx.account
      ? `Incorrect region (${ctx.region}) specified for this request. VPC peering connection ${peering.id} must be ${verb}ed in region ${region}`
      : `User (${ctx.account}) cannot ${verb} peering ${peering.id}`,
  )
}
