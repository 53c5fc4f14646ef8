import type { DisableVgwRoutePropagationRequest } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { routeTables } from '../route-tables/route-table.ts'
import { readPropagation } from './read-propagation.ts'

/** The table takes over what the gateway learns no more. */
export const DisableVgwRoutePropagation = operation<DisableVgwRoutePropagationRequest, object>(
  'DisableVgwRoutePropagation',
  (ctx, input) => {
    const { table, gatewayId } = readPropagation(ctx, input)
    const { propagatingGatewayIds = [] } = table
    ctx.db.put(routeTables, {
      ...table,
      propagatingGatewayIds: propagatingGatewayIds.filter((id) => id !== gatewayId),
    })
    return {}
  },
)
