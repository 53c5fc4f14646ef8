import type { DeleteRouteRequest } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findRecord } from '../find.ts'
import { cidrOf, findRoute, readDestination } from './destination.ts'
import { routeTables } from './route-table.ts'

/**
 * Deletes a route.
 * @limits Not local ones.
 */
export const DeleteRoute = operation<DeleteRouteRequest, object>('DeleteRoute', (ctx, input) => {
  const destination = readDestination(ctx, input)
  const table = findRecord(ctx, routeTables, 'route-table', input.RouteTableId ?? '')
  const existing = findRoute(table, destination)
  const cidr = cidrOf(destination)
  if (!existing) {
    const kind =
      'destinationCidrBlock' in destination
        ? 'destination-cidr-block'
        : 'destinationIpv6CidrBlock' in destination
          ? 'destination-ipv6-cidr-block'
          : 'destination-prefix-list-id'
    throw new AwsError(
      'InvalidRoute.NotFound',
      `no route with ${kind} ${cidr} in route table ${table.id}`,
    )
  }
  if (existing.origin === 'CreateRouteTable') {
    throw new AwsError(
      'InvalidParameterValue',
      `cannot remove local route ${cidr} in route table ${table.id}`,
    )
  }
  ctx.db.put(routeTables, { ...table, routes: table.routes.filter((route) => route !== existing) })
  return {}
})
