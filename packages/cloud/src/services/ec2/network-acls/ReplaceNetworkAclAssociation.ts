import type {
  ReplaceNetworkAclAssociationRequest,
  ReplaceNetworkAclAssociationResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findRecord } from '../find.ts'
import { newId } from '../ids.ts'
import { networkAcls } from './network-acl.ts'

/**
 * Moves a subnet to another ACL: every subnet has one at any time, so that an association is never made or
 * deleted.
 */
export const ReplaceNetworkAclAssociation = operation<
  ReplaceNetworkAclAssociationRequest,
  ReplaceNetworkAclAssociationResult
>('ReplaceNetworkAclAssociation', (ctx, input) => {
  const associationId = input.AssociationId ?? ''
  const wanted = input.NetworkAclId ?? ''
  const [from] = ctx.db.by(networkAcls, 'association', associationId)
  const association = from?.associations.find(({ id }) => id === associationId)
  if (!from || !association) {
    throw new AwsError(
      'InvalidAssociationID.NotFound',
      `The association ID '${associationId}' does not exist`,
    )
  }
  const to = findRecord(ctx, networkAcls, 'network-acl', wanted)
  if (to.vpcId !== from.vpcId) {
    throw new AwsError(
      'InvalidParameterValue',
      `network ACL ${to.id} and subnet ${association.subnetId} belong to different networks`,
    )
  }
  const moved = { id: newId(ctx.chance, 'aclassoc'), subnetId: association.subnetId }
  ctx.db.put(networkAcls, {
    ...from,
    associations: from.associations.filter((each) => each !== association),
  })
  const target = ctx.db.get(networkAcls, to.id) ?? to
  ctx.db.put(networkAcls, { ...target, associations: [...target.associations, moved] })
  return { NewAssociationId: moved.id }
})
