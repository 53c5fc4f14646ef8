import type {
  ListRolePoliciesCommandInput,
  ListRolePoliciesCommandOutput,
} from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { inlinePage } from '../policies/holder.ts'
import { findRole } from './role.ts'

/** The names of a role's inline policies. */
export const ListRolePolicies = operation<
  ListRolePoliciesCommandInput,
  Omit<ListRolePoliciesCommandOutput, '$metadata'>
>('ListRolePolicies', (ctx, input) => {
  return inlinePage(findRole(ctx.db, input.RoleName), input)
})
