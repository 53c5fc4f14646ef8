import type {
  DeleteInstanceConnectEndpointRequest,
  DeleteInstanceConnectEndpointResult,
} from '@aws-sdk/client-ec2'
import { delays } from '@brume/ec2-model'
import { operation } from '../../../engine/operation.ts'
import { findRecord } from '../find.ts'
import {
  connectEndpointTimer,
  instanceConnectEndpoints,
  toConnectEndpoint,
  type InstanceConnectEndpointRecord,
} from './instance-connect-endpoint.ts'

/** Deletes an EC2 Instance Connect Endpoint with its interface. */
export const DeleteInstanceConnectEndpoint = operation<
  DeleteInstanceConnectEndpointRequest,
  DeleteInstanceConnectEndpointResult
>('DeleteInstanceConnectEndpoint', (ctx, { InstanceConnectEndpointId: id = '' }) => {
  const endpoint = findRecord(ctx, instanceConnectEndpoints, 'instance-connect-endpoint', id)
  const going: InstanceConnectEndpointRecord = { ...endpoint, state: 'delete-in-progress' }
  ctx.db.put(instanceConnectEndpoints, going)
  const at = ctx.now + delays.vpcEndpointDeletingMs
  ctx.timers.set({ kind: connectEndpointTimer, id, at, transition: true })
  return { InstanceConnectEndpoint: toConnectEndpoint(ctx, going) }
})
