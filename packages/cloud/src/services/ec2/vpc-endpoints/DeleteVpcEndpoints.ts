import type {
  DeleteVpcEndpointsRequest,
  DeleteVpcEndpointsResult,
  UnsuccessfulItem,
} from '@aws-sdk/client-ec2'
import { delays } from '@brume/ec2-model'
import { operation } from '../../../engine/operation.ts'
import { vpcEndpointTimer } from './settle-vpc-endpoint.ts'
import { vpcEndpoints } from './vpc-endpoint.ts'

/** Deletes endpoints, each for itself. */
export const DeleteVpcEndpoints = operation<DeleteVpcEndpointsRequest, DeleteVpcEndpointsResult>(
  'DeleteVpcEndpoints',
  (ctx, input) => {
    const Unsuccessful: UnsuccessfulItem[] = []
    for (const id of input.VpcEndpointIds ?? []) {
      const endpoint = ctx.db.get(vpcEndpoints, id)
      if (!endpoint) {
        const Message = `The Vpc Endpoint Id '${id}' does not exist`
        Unsuccessful.push({
          ResourceId: id,
          Error: { Code: 'InvalidVpcEndpoint.NotFound', Message },
        })
        continue
      }
      ctx.db.put(vpcEndpoints, { ...endpoint, state: 'deleting', routeTableIds: [] })
      ctx.timers.set({
        kind: vpcEndpointTimer,
        id,
        at: ctx.now + delays.vpcEndpointDeletingMs,
        transition: true,
      })
    }
    return { Unsuccessful }
  },
)
