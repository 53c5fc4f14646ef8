import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { findPolicy, policies, type PolicyRecord } from './policy.ts'

/** The account's policy of that ARN. AWS's own policies can be read by everybody and changed by nobody. Throws `NoSuchEntity`, `AccessDenied`. */
export function findOwnPolicy(ctx: Context, action: string, arn: string | undefined): PolicyRecord {
  const policy = findPolicy(ctx.db, arn ?? '')
  if (ctx.db.get(policies, policy.id)) return policy
  throw new AwsError(
    'AccessDenied',
    `User: ${ctx.caller} is not authorized to perform: iam:${action} on resource: policy ${policy.id}`,
    403,
  )
}
