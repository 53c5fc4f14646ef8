import type { CreateRouteRequest, CreateRouteResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { checkQuota } from '../../service-quotas/quotas.ts'
import { findRecord } from '../find.ts'
import { cidrOf, findRoute, readDestination } from './destination.ts'
import { refuseEdgeTarget } from './edge.ts'
import { readTarget } from './read-target.ts'
import { routeTables, type Route } from './route-table.ts'
import { leadsTo } from './route-target.ts'

/**
 * Adds a route to a gateway, NAT gateway, interface, instance or peering connection; the network obeys at
 * once.
 * @limits 500 a table.
 * @differs Only the targets that this cloud has.
 */
export const CreateRoute = operation<CreateRouteRequest, CreateRouteResult>(
  'CreateRoute',
  (ctx, input) => {
    const destination = readDestination(ctx, input)
    const table = findRecord(ctx, routeTables, 'route-table', input.RouteTableId ?? '')
    const target = readTarget(ctx, 'CreateRoute', table, destination, input)
    refuseEdgeTarget(table, target)
    const route: Route = { ...destination, ...target, origin: 'CreateRoute' }
    const existing = findRoute(table, destination)
    if (existing) {
      // To repeat a call is no error; to lead elsewhere takes ReplaceRoute.
      if (leadsTo(existing) === leadsTo(route)) return { Return: true }
      throw new AwsError(
        'RouteAlreadyExists',
        `The route identified by ${cidrOf(destination)} already exists.`,
      )
    }
    const own = table.routes.filter(({ origin }) => origin === 'CreateRoute')
    checkQuota(ctx, 'routesPerTable', own.length)
    ctx.db.put(routeTables, { ...table, routes: [...table.routes, route] })
    return { Return: true }
  },
)
