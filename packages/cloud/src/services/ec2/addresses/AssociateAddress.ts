import type { AssociateAddressRequest, AssociateAddressResult } from '@aws-sdk/client-ec2'
import { decideInstance } from '@brume/ec2-model'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findRecord } from '../find.ts'
import { instances } from '../instances/instance.ts'
import { primaryInterface } from '../instances/public-address.ts'
import { internetGateways } from '../internet-gateways/internet-gateway.ts'
import {
  networkInterfaces,
  type NetworkInterfaceRecord,
} from '../network-interfaces/network-interface.ts'
import { associateElasticIp, restoreAutomaticAddress } from './associate.ts'
import { findElasticIp } from './find-elastic-ip.ts'

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssociateAddress.html: reassociation is automatic unless forbidden. */
export const AssociateAddress = operation<AssociateAddressRequest, AssociateAddressResult>(
  'AssociateAddress',
  (ctx, input) => {
    const address = findElasticIp(ctx, input)
    const eni = findInterface(ctx, input)
    const privateIp = input.PrivateIpAddress ?? eni.privateIpAddress
    if (!eni.privateIpAddresses.some((known) => known.address === privateIp)) {
      throw new AwsError(
        'InvalidParameterValue',
        `The private IP address ${privateIp} is not assigned to the network interface ${eni.id}`,
      )
    }
    if (ctx.db.by(internetGateways, 'vpc', eni.vpcId).length === 0) {
      throw new AwsError(
        'Gateway.NotAttached',
        `Network ${eni.vpcId} is not attached to any internet gateway`,
      )
    }
    const before = address.association
    const same = before?.networkInterfaceId === eni.id && before.privateIpAddress === privateIp
    if (before && same) return { AssociationId: before.id }
    if (before && input.AllowReassociation === false) {
      throw new AwsError(
        'Resource.AlreadyAssociated',
        `resource ${address.id} is already associated with associate-id ${before.id}`,
      )
    }
    const associationId = associateElasticIp(ctx, address, eni, privateIp)
    if (before) restoreAutomaticAddress(ctx, before.networkInterfaceId)
    return { AssociationId: associationId }
  },
)

function findInterface(ctx: Context, input: AssociateAddressRequest): NetworkInterfaceRecord {
  if (input.NetworkInterfaceId) {
    return findRecord(ctx, networkInterfaces, 'network-interface', input.NetworkInterfaceId)
  }
  if (!input.InstanceId) {
    throw new AwsError(
      'MissingParameter',
      'Either instance ID or network interface id must be specified',
    )
  }
  const instance = ctx.db.get(instances, input.InstanceId)
  if (!instance) {
    throw new AwsError(
      'InvalidInstanceID.NotFound',
      `The instance ID '${input.InstanceId}' does not exist`,
    )
  }
  const verdict = decideInstance('associateAddress', instance)
  if (!verdict.allowed) throw new AwsError(verdict.code, verdict.message)
  const primary = primaryInterface(ctx.db, instance.id)?.id ?? ''
  return findRecord(ctx, networkInterfaces, 'network-interface', primary)
}
