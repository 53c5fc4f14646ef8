import type {
  DeleteEgressOnlyInternetGatewayRequest,
  DeleteEgressOnlyInternetGatewayResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { findRecord } from '../find.ts'
import { egressOnlyInternetGateways } from './egress-only-internet-gateway.ts'

/** Deletes the gateway; routes to it become black holes. */
export const DeleteEgressOnlyInternetGateway = operation<
  DeleteEgressOnlyInternetGatewayRequest,
  DeleteEgressOnlyInternetGatewayResult
>('DeleteEgressOnlyInternetGateway', (ctx, { EgressOnlyInternetGatewayId: id = '' }) => {
  findRecord(ctx, egressOnlyInternetGateways, 'egress-only-internet-gateway', id)
  ctx.db.delete(egressOnlyInternetGateways, id)
  return { ReturnCode: true }
})
