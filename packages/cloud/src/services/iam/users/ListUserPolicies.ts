import type {
  ListUserPoliciesCommandInput,
  ListUserPoliciesCommandOutput,
} from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { inlinePage } from '../policies/holder.ts'
import { findUser } from './user.ts'

/** The names of a user's inline policies. */
export const ListUserPolicies = operation<
  ListUserPoliciesCommandInput,
  Omit<ListUserPoliciesCommandOutput, '$metadata'>
>('ListUserPolicies', (ctx, input) => {
  return inlinePage(findUser(ctx.db, input.UserName), input)
})
