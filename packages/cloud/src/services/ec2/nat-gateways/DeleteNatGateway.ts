import type { DeleteNatGatewayRequest, DeleteNatGatewayResult } from '@aws-sdk/client-ec2'
import { decideNatGateway, delays } from '@brume/ec2-model'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findRecord } from '../find.ts'
import { natGateways } from './nat-gateway.ts'
import { natGatewayTimer } from './settle-nat-gateway.ts'

/** Deletes the gateway; its Elastic IP becomes free, routes to it become black holes. */
export const DeleteNatGateway = operation<DeleteNatGatewayRequest, DeleteNatGatewayResult>(
  'DeleteNatGateway',
  (ctx, { NatGatewayId = '' }) => {
    const gateway = findRecord(ctx, natGateways, 'nat-gateway', NatGatewayId)
    const verdict = decideNatGateway('delete', gateway)
    if (!verdict.allowed) throw new AwsError(verdict.code, verdict.message)
    if (gateway.state === 'deleting') return { NatGatewayId }
    ctx.db.put(natGateways, { ...gateway, state: verdict.next, deleteTime: ctx.now })
    ctx.timers.set({
      kind: natGatewayTimer,
      id: gateway.id,
      at: ctx.now + delays.natGatewayDeletingMs,
      transition: true,
    })
    return { NatGatewayId }
  },
)
