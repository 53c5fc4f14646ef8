import type { DeleteCarrierGatewayRequest, DeleteCarrierGatewayResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { findRecord } from '../find.ts'
import { carrierGateways } from './carrier-gateway.ts'
import { toCarrierGateway } from './describe-carrier-gateway.ts'

/** Routes to it become black holes. */
export const DeleteCarrierGateway = operation<
  DeleteCarrierGatewayRequest,
  DeleteCarrierGatewayResult
>('DeleteCarrierGateway', (ctx, { CarrierGatewayId = '' }) => {
  const gateway = findRecord(ctx, carrierGateways, 'carrier-gateway', CarrierGatewayId)
  ctx.db.delete(carrierGateways, gateway.id)
  return { CarrierGateway: { ...toCarrierGateway(ctx, gateway), State: 'deleted' } }
})
