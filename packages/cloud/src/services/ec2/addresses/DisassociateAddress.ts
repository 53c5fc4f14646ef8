import type { DisassociateAddressRequest } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { checkManaged } from '../network-interfaces/check-managed.ts'
import { networkInterfaces } from '../network-interfaces/network-interface.ts'
import { disassociateElasticIp, restoreAutomaticAddress } from './associate.ts'
import { elasticIps } from './elastic-ip.ts'
import { checkHolder, findOwn } from './find-elastic-ip.ts'

/** Frees the address; a running instance gets its automatic one back. */
export const DisassociateAddress = operation<DisassociateAddressRequest, object>(
  'DisassociateAddress',
  (ctx, { AssociationId: id, PublicIp: publicIp }) => {
    if (!id && !publicIp) {
      throw new AwsError('MissingParameter', 'Either public IP or association id must be specified')
    }
    const address = id ? ctx.db.by(elasticIps, 'association', id)[0] : findOwn(ctx, publicIp ?? '')
    if (!address?.association) {
      throw id
        ? new AwsError('InvalidAssociationID.NotFound', `The association ID '${id}' does not exist`)
        : new AwsError('InvalidAddress.NotFound', `Address '${publicIp}' is not associated.`)
    }
    checkHolder(ctx, address)
    const eni = ctx.db.get(networkInterfaces, address.association.networkInterfaceId)
    if (eni) checkManaged(eni)
    disassociateElasticIp(ctx, address)
    restoreAutomaticAddress(ctx, address.association.networkInterfaceId)
    return {}
  },
)
