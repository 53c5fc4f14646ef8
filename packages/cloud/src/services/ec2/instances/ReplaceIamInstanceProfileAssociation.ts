import type {
  ReplaceIamInstanceProfileAssociationCommandInput,
  ReplaceIamInstanceProfileAssociationResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { decide } from './decide.ts'
import { resolveProfile } from './launch/launch-profile.ts'
import { associate, findAssociated, toAssociation } from './profile-association.ts'

/** Gives an instance another role in place of its own. */
export const ReplaceIamInstanceProfileAssociation = operation<
  ReplaceIamInstanceProfileAssociationCommandInput,
  ReplaceIamInstanceProfileAssociationResult
>('ReplaceIamInstanceProfileAssociation', (ctx, input) => {
  const instance = findAssociated(ctx, input.AssociationId)
  const profile = resolveProfile(ctx, input.IamInstanceProfile ?? {})
  decide('modifyIamRole', instance)
  const association = associate(ctx, instance, profile)
  return { IamInstanceProfileAssociation: toAssociation(instance.id, association) }
})
