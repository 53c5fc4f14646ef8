import type { CreateRouteTableRequest, CreateRouteTableResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { checkQuota } from '../../service-quotas/quotas.ts'
import { findRecord } from '../find.ts'
import { newId } from '../ids.ts'
import { readTagSpecifications } from '../tags.ts'
import { vpcs } from '../vpcs/vpc.ts'
import { toRouteTable } from './describe-route-table.ts'
import { localRoutes } from './local-routes.ts'
import { routeTables, type RouteTableRecord } from './route-table.ts'

/**
 * Makes a route table with the VPC's local routes.
 * @limits 200 a VPC.
 */
export const CreateRouteTable = operation<CreateRouteTableRequest, CreateRouteTableResult>(
  'CreateRouteTable',
  (ctx, input) => {
    const tags = readTagSpecifications(input.TagSpecifications, ['route-table'])('route-table')
    const vpc = findRecord(ctx, vpcs, 'vpc', input.VpcId ?? '')
    checkQuota(ctx, 'routeTablesPerVpc', ctx.db.countBy(routeTables, 'vpc', vpc.id))
    const table: RouteTableRecord = {
      id: newId(ctx.chance, 'rtb'),
      vpcId: vpc.id,
      routes: localRoutes(vpc),
      associations: [],
      tags,
    }
    ctx.db.put(routeTables, table)
    return { RouteTable: toRouteTable(ctx, table), ClientToken: input.ClientToken }
  },
)
