import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { findRecord } from '../find.ts'
import { managedPrefixLists } from '../prefix-lists/managed-prefix-lists.ts'
import { routeTables } from '../route-tables/route-table.ts'
import { vpcEndpoints } from './vpc-endpoint.ts'

/** The tables that shall lead to a gateway endpoint: of the VPC, and without a route to the service yet. */
export function readEndpointTables(
  ctx: Context,
  vpcId: string,
  serviceName: string,
  ids: readonly string[],
): readonly string[] {
  return [...new Set(ids)].map((id) => {
    const table = findRecord(ctx, routeTables, 'route-table', id)
    if (table.vpcId !== vpcId) {
      throw new AwsError(
        'InvalidParameter',
        `The route table ${id} does not belong to the VPC ${vpcId}`,
      )
    }
    const taken = ctx.db
      .by(vpcEndpoints, 'table', id)
      .find((each) => each.serviceName === serviceName)
    if (taken) {
      throw new AwsError(
        'RouteAlreadyExists',
        `route table ${id} already has a route with destination-prefix-list-id ${prefixListOf(ctx.region, serviceName)}`,
      )
    }
    return table.id
  })
}

/** The list of the service's addresses, which is what a table routes to the endpoint: `pl-63a5400a`. */
export function prefixListOf(region: string, serviceName: string): string | undefined {
  return managedPrefixLists(region).find(({ name }) => name === serviceName)?.id
}
