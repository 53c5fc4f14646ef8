import type {
  DisassociateIamInstanceProfileCommandInput,
  DisassociateIamInstanceProfileResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { instances } from './instance.ts'
import { findAssociated, toAssociation } from './profile-association.ts'

/** Takes an instance's role away. */
export const DisassociateIamInstanceProfile = operation<
  DisassociateIamInstanceProfileCommandInput,
  DisassociateIamInstanceProfileResult
>('DisassociateIamInstanceProfile', (ctx, input) => {
  const instance = findAssociated(ctx, input.AssociationId)
  ctx.db.put(instances, { ...instance, iamInstanceProfile: undefined })
  return {
    IamInstanceProfileAssociation: toAssociation(
      instance.id,
      instance.iamInstanceProfile,
      'disassociating',
    ),
  }
})
