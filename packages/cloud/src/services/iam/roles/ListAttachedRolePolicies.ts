import type {
  ListAttachedRolePoliciesCommandInput,
  ListAttachedRolePoliciesCommandOutput,
} from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { attachedPage } from '../policies/holder.ts'
import { findRole } from './role.ts'

/** The managed policies of a role. */
export const ListAttachedRolePolicies = operation<
  ListAttachedRolePoliciesCommandInput,
  Omit<ListAttachedRolePoliciesCommandOutput, '$metadata'>
>('ListAttachedRolePolicies', (ctx, input) => {
  return attachedPage(ctx.db, findRole(ctx.db, input.RoleName), input)
})
