import type { ReplaceRouteRequest } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findRecord } from '../find.ts'
import { cidrOf, findRoute, readDestination } from './destination.ts'
import { refuseEdgeTarget } from './edge.ts'
import { readTarget } from './read-target.ts'
import { routeTables } from './route-table.ts'

/** Leads a route elsewhere. */
export const ReplaceRoute = operation<ReplaceRouteRequest, object>('ReplaceRoute', (ctx, input) => {
  const destination = readDestination(ctx, input)
  const table = findRecord(ctx, routeTables, 'route-table', input.RouteTableId ?? '')
  const target = readTarget(ctx, 'ReplaceRoute', table, destination, input)
  refuseEdgeTarget(table, target)
  const existing = findRoute(table, destination)
  if (!existing) {
    throw new AwsError(
      'InvalidParameterValue',
      `There is no route defined for '${cidrOf(destination)}' in the route table. Use CreateRoute instead.`,
    )
  }
  const replaced = { ...destination, ...target, origin: existing.origin }
  ctx.db.put(routeTables, {
    ...table,
    routes: table.routes.map((route) => (route === existing ? replaced : route)),
  })
  return {}
})
