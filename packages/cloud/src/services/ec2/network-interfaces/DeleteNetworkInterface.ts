import type { DeleteNetworkInterfaceRequest } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { disassociateInterface } from '../addresses/associate.ts'
import { findRecord } from '../find.ts'
import { endMirroring, isMirrorTarget } from '../traffic-mirroring/end-mirroring.ts'
import { networkInterfaces } from './network-interface.ts'

/**
 * Deletes an interface that is not attached; Elastic IPs on it become free, and the mirror sessions of its traffic end.
 * @limits Not while a mirror session sends its copies to it.
 */
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
    // No proof of AWS's words was found.
    if (isMirrorTarget(ctx, eni.id)) {
      throw new AwsError(
        'InvalidParameterValue',
        `Network interface '${eni.id}' is currently in use by a Traffic Mirror session.`,
      )
    }
    endMirroring(ctx, eni.id)
    disassociateInterface(ctx, eni.id)
    ctx.db.delete(networkInterfaces, eni.id)
    return {}
  },
)
