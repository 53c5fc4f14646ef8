import type { AssociateAddressRequest, AssociateAddressResult } from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findRecord } from '../find.ts'
import { decide } from '../instances/decide.ts'
import { findInstance } from '../instances/find-instances.ts'
import { internetGateways } from '../internet-gateways/internet-gateway.ts'
import { checkManaged } from '../network-interfaces/check-managed.ts'
import {
  networkInterfaces,
  type NetworkInterfaceRecord,
} from '../network-interfaces/network-interface.ts'
import { associateElasticIp, restoreAutomaticAddress } from './associate.ts'
import { checkHolder, findElasticIp } from './find-elastic-ip.ts'

/**
 * Maps the address to an instance or a private address, in place of its automatic one.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssociateAddress.html
 * @limits The VPC needs an internet gateway; an instance with several interfaces must name one.
 */
export const AssociateAddress = operation<AssociateAddressRequest, AssociateAddressResult>(
  'AssociateAddress',
  (ctx, input) => {
    const address = findElasticIp(ctx, input)
    const eni = findInterface(ctx, input)
    checkManaged(eni)
    const privateIp = input.PrivateIpAddress ?? eni.privateIpAddress
    const isOwn = eni.privateIpAddresses.some(({ address }) => address === privateIp)
    if (privateIp === undefined || !isOwn) {
      throw new AwsError(
        'InvalidParameterValue',
        `The private IP address ${privateIp ?? ''} is not assigned to the network interface ${eni.id}`,
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
    const there = eni.privateIpAddresses.find((each) => each.address === privateIp)?.association
    if (input.AllowReassociation === false) {
      if (before) throw alreadyAssociated(address.id, before.id)
      if (there?.associationId) throw alreadyAssociated(eni.id, there.associationId)
    }
    checkHolder(ctx, address)
    const associationId = associateElasticIp(ctx, address, eni, privateIp)
    if (before) restoreAutomaticAddress(ctx, before.networkInterfaceId)
    return { AssociationId: associationId }
  },
)

function alreadyAssociated(id: string, associationId: string): AwsError {
  return new AwsError(
    'Resource.AlreadyAssociated',
    `resource ${id} is already associated with associate-id ${associationId}`,
  )
}

function findInterface(ctx: Context, input: AssociateAddressRequest): NetworkInterfaceRecord {
  if (input.NetworkInterfaceId && input.InstanceId) {
    throw new AwsError(
      'InvalidParameterCombination',
      'You may specify instance id or network interface id, but not both in the same call',
    )
  }
  if (input.NetworkInterfaceId) {
    return findRecord(ctx, networkInterfaces, 'network-interface', input.NetworkInterfaceId)
  }
  if (!input.InstanceId) {
    throw new AwsError(
      'MissingParameter',
      'Either instance ID or network interface id must be specified',
    )
  }
  const instance = findInstance(ctx.db, input.InstanceId)
  decide('associateAddress', instance)
  const [eni, ...others] = ctx.db.by(networkInterfaces, 'instance', instance.id)
  if (!eni || others.length > 0) {
    throw new AwsError(
      'InvalidInstanceID',
      `There are multiple interfaces attached to instance '${instance.id}'. Please specify an interface ID for the operation instead.`,
    )
  }
  return eni
}
