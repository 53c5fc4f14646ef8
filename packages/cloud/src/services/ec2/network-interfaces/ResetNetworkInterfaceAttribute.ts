import type { ResetNetworkInterfaceAttributeRequest } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findRecord } from '../find.ts'
import { networkInterfaces } from './network-interface.ts'

/** Switches the source/destination check on: the one attribute that can be reset. */
export const ResetNetworkInterfaceAttribute = operation<
  ResetNetworkInterfaceAttributeRequest,
  object
>('ResetNetworkInterfaceAttribute', (ctx, input) => {
  const id = input.NetworkInterfaceId ?? ''
  const eni = findRecord(ctx, networkInterfaces, 'network-interface', id)
  if (input.SourceDestCheck === undefined) {
    throw new AwsError('InvalidParameterCombination', 'No attributes specified.')
  }
  ctx.db.put(networkInterfaces, { ...eni, sourceDestCheck: true })
  return {}
})
