import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { findRecord } from '../find.ts'
import { routeTables, type RouteTableRecord } from '../route-tables/route-table.ts'
import { findVpnGateway } from './find-vpn-gateway.ts'

/** A table and a gateway that is attached to its VPC. */
export function readPropagation(
  ctx: Context,
  input: { readonly GatewayId?: string; readonly RouteTableId?: string },
): { readonly table: RouteTableRecord; readonly gatewayId: string } {
  const table = findRecord(ctx, routeTables, 'route-table', input.RouteTableId ?? '')
  const { id, attachment } = findVpnGateway(ctx, input.GatewayId)
  if (attachment?.vpcId === table.vpcId && attachment.state === 'attached') {
    return { table, gatewayId: id }
  }
  throw new AwsError(
    'Gateway.NotAttached',
    `The gateway ID '${id}' is not attached to the VPC '${table.vpcId}'`,
  )
}
