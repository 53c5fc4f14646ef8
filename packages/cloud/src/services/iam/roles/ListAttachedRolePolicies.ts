import type {
  ListAttachedRolePoliciesCommandInput,
  ListAttachedRolePoliciesCommandOutput,
} from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { isUnder } from '../names.ts'
import { pageOf } from '../paging.ts'
import { findPolicy } from '../policies/policy.ts'
import { findRole } from './role.ts'

export const ListAttachedRolePolicies = operation<
  ListAttachedRolePoliciesCommandInput,
  Omit<ListAttachedRolePoliciesCommandOutput, '$metadata'>
>('ListAttachedRolePolicies', (ctx, input) => {
  const attached = findRole(ctx.db, input.RoleName)
    .attachedPolicies.map((arn) => findPolicy(ctx.db, arn))
    .filter((policy) => isUnder(policy.path, input.PathPrefix))
  const { items, ...page } = pageOf(attached, input)
  return {
    AttachedPolicies: items.map((policy) => ({ PolicyName: policy.name, PolicyArn: policy.id })),
    ...page,
  }
})
