import type {
  ListAttachedUserPoliciesCommandInput,
  ListAttachedUserPoliciesCommandOutput,
} from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { attachedPage } from '../policies/holder.ts'
import { findUser } from './user.ts'

/** The managed policies of a user. */
export const ListAttachedUserPolicies = operation<
  ListAttachedUserPoliciesCommandInput,
  Omit<ListAttachedUserPoliciesCommandOutput, '$metadata'>
>('ListAttachedUserPolicies', (ctx, input) => {
  return attachedPage(ctx.db, findUser(ctx.db, input.UserName), input)
})
