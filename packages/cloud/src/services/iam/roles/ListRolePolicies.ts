import type {
  ListRolePoliciesCommandInput,
  ListRolePoliciesCommandOutput,
} from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { pageOf } from '../paging.ts'
import { findRole } from './role.ts'

export const ListRolePolicies = operation<
  ListRolePoliciesCommandInput,
  Omit<ListRolePoliciesCommandOutput, '$metadata'>
>('ListRolePolicies', (ctx, input) => {
  const names = Object.keys(findRole(ctx.db, input.RoleName).inlinePolicies).toSorted()
  const { items, ...page } = pageOf(names, input)
  return { PolicyNames: [...items], ...page }
})
