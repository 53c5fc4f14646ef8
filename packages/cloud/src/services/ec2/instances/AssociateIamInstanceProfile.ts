import type {
  AssociateIamInstanceProfileCommandInput,
  AssociateIamInstanceProfileResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { decide } from './decide.ts'
import { findInstance } from './find-instances.ts'
import { resolveProfile } from './launch/launch-profile.ts'
import { associate, toAssociation } from './profile-association.ts'

/**
 * Gives an instance a role: its credentials appear in the guest's metadata.
 * @limits One profile an instance.
 */
export const AssociateIamInstanceProfile = operation<
  AssociateIamInstanceProfileCommandInput,
  AssociateIamInstanceProfileResult
>('AssociateIamInstanceProfile', (ctx, input) => {
  const instance = findInstance(ctx.db, input.InstanceId)
  const profile = resolveProfile(ctx, input.IamInstanceProfile ?? {})
  decide('modifyIamRole', instance)
  if (instance.iamInstanceProfile) {
    throw new AwsError(
      'IncorrectState',
      `There is an existing association for instance ${instance.id}`,
    )
  }
  const association = associate(ctx, instance, profile)
  return { IamInstanceProfileAssociation: toAssociation(instance.id, association) }
})
