import type { DeleteRouteTableRequest } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findRecord } from '../find.ts'
import { vpcEndpoints } from '../vpc-endpoints/vpc-endpoint.ts'
import { routeTables } from './route-table.ts'

/** Deletes a table that nothing is associated with. */
export const DeleteRouteTable = operation<DeleteRouteTableRequest, object>(
  'DeleteRouteTable',
  (ctx, { RouteTableId = '' }) => {
    const table = findRecord(ctx, routeTables, 'route-table', RouteTableId)
    if (table.associations.length > 0) {
      throw new AwsError(
        'DependencyViolation',
        `The routeTable '${table.id}' has dependencies and cannot be deleted.`,
      )
    }
    for (const endpoint of ctx.db.by(vpcEndpoints, 'table', table.id)) {
      const routeTableIds = endpoint.routeTableIds.filter((id) => id !== table.id)
      ctx.db.put(vpcEndpoints, { ...endpoint, routeTableIds })
    }
    ctx.db.delete(routeTables, table.id)
    return {}
  },
)
