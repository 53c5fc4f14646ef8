import type { DeletePolicyCommandInput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { attachmentsOf } from '../attachments.ts'
import { deleteConflict } from '../errors.ts'
import { findPolicy, policies } from './policy.ts'
import { AwsError } from '../../../errors.ts'

export const DeletePolicy = operation<DeletePolicyCommandInput, object>(
  'DeletePolicy',
  (ctx, input) => {
    const policy = findPolicy(ctx.db, input.PolicyArn ?? '')
    if (!ctx.db.get(policies, policy.id)) {
      throw new AwsError(
        'AccessDenied',
        `User: ${ctx.caller} is not authorized to perform: iam:DeletePolicy on resource: policy ${policy.id}`,
        403,
      )
    }
    if (attachmentsOf(ctx.db, policy.id) > 0) {
      throw deleteConflict('Cannot delete a policy attached to entities.')
    }
    ctx.db.delete(policies, policy.id)
    return {}
  },
)
