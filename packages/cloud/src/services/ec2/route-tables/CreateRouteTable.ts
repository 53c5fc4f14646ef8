import type { CreateRouteTableRequest, CreateRouteTableResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findRecord } from '../find.ts'
import { newId } from '../ids.ts'
import { readTagSpecifications } from '../tags.ts'
import { vpcs } from '../vpcs/vpc.ts'
import { toRouteTable } from './describe-route-table.ts'
import { localRoutes } from './local-routes.ts'
import { routeTables, type RouteTableRecord } from './route-table.ts'

/** How many a VPC may have. https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html */
const tableLimit = 200

/**
 * Makes a route table with the VPC's local routes.
 * @limits 200 a VPC.
 */
export const CreateRouteTable = operation<CreateRouteTableRequest, CreateRouteTableResult>(
  'CreateRouteTable',
  (ctx, input) => {
    const tags = readTagSpecifications(input.TagSpecifications, ['route-table'])('route-table')
    const vpc = findRecord(ctx, vpcs, 'vpc', input.VpcId ?? '')
    if (ctx.db.by(routeTables, 'vpc', vpc.id).length >= tableLimit) {
      throw new AwsError(
        'RouteTableLimitExceeded',
        'The maximum number of route tables has been reached.',
      )
    }
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
