import type { EnableVgwRoutePropagationRequest } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { routeTables } from '../route-tables/route-table.ts'
import { readPropagation } from './read-propagation.ts'

/**
 * The table takes over what the gateway learns.
 * @differs The gateway learns nothing: AWS propagates the routes of tunnels that are up, and none is here.
 */
export const EnableVgwRoutePropagation = operation<EnableVgwRoutePropagationRequest, object>(
  'EnableVgwRoutePropagation',
  (ctx, input) => {
    const { table, gatewayId } = readPropagation(ctx, input)
    const { propagatingGatewayIds = [] } = table
    ctx.db.put(routeTables, {
      ...table,
      propagatingGatewayIds: [...new Set([...propagatingGatewayIds, gatewayId])],
    })
    return {}
  },
)
