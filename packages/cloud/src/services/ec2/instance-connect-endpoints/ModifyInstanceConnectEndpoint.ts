import type {
  ModifyInstanceConnectEndpointRequest,
  ModifyInstanceConnectEndpointResult,
} from '@aws-sdk/client-ec2'
import { delays } from '@brume/ec2-model'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findRecord } from '../find.ts'
import { readInterfaceGroups } from '../network-interfaces/interface-groups.ts'
import { networkInterfaces } from '../network-interfaces/network-interface.ts'
import { subnets } from '../subnets/subnet.ts'
import { refuseIpv6 } from './CreateInstanceConnectEndpoint.ts'
import { connectEndpointTimer, instanceConnectEndpoints } from './instance-connect-endpoint.ts'

/** Changes the groups of an EC2 Instance Connect Endpoint, or whether it keeps the client's address. */
export const ModifyInstanceConnectEndpoint = operation<
  ModifyInstanceConnectEndpointRequest,
  ModifyInstanceConnectEndpointResult
>('ModifyInstanceConnectEndpoint', (ctx, input) => {
  const id = input.InstanceConnectEndpointId ?? ''
  const endpoint = findRecord(ctx, instanceConnectEndpoints, 'instance-connect-endpoint', id)
  refuseIpv6(input.IpAddressType)
  if (endpoint.state.endsWith('in-progress')) {
    throw new AwsError(
      'IncorrectState',
      `The EC2 Instance Connect Endpoint '${id}' is in the state '${endpoint.state}'.`,
    )
  }
  const groupIds = input.SecurityGroupIds?.length
    ? readInterfaceGroups(
        ctx,
        findRecord(ctx, subnets, 'subnet', endpoint.subnetId),
        input.SecurityGroupIds,
      )
    : endpoint.groupIds
  const eni = ctx.db.get(networkInterfaces, endpoint.networkInterfaceId)
  if (eni) ctx.db.put(networkInterfaces, { ...eni, groupIds })
  ctx.db.put(instanceConnectEndpoints, {
    ...endpoint,
    groupIds,
    preserveClientIp: input.PreserveClientIp ?? endpoint.preserveClientIp,
    state: 'update-in-progress',
  })
  const at = ctx.now + delays.vpcEndpointDeletingMs
  ctx.timers.set({ kind: connectEndpointTimer, id, at, transition: true })
  return { Return: true }
})
