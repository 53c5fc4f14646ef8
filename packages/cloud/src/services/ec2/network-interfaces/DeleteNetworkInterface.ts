import type { DeleteNetworkInterfaceRequest } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { disassociateInterface } from '../addresses/associate.ts'
import { findRecord } from '../find.ts'
import { networkInterfaces } from './network-interface.ts'

/** Deletes an interface that is not attached; Elastic IPs on it become free. */
export const DeleteNetworkInterface = operation<DeleteNetworkInterfaceRequest, object>(
  'DeleteNetworkInterface',
  (ctx, input) => {
    const id = input.NetworkInterfaceId ?? ''
    const eni = findRecord(ctx, networkInterfaces, 'network-interface', id)
    if (eni.status !== 'available') {
      throw new AwsError(
        'InvalidParameterValue',
        `Network interface '${eni.id}' is currently in use.`,
      )
    }
    disassociateInterface(ctx, eni.id)
    ctx.db.delete(networkInterfaces, eni.id)
    return {}
  },
)
