import type {
  ListAttachedUserPoliciesCommandInput,
  ListAttachedUserPoliciesCommandOutput,
} from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { isUnder } from '../names.ts'
import { pageOf } from '../paging.ts'
import { findPolicy } from '../policies/policy.ts'
import { findUser } from './user.ts'

export const ListAttachedUserPolicies = operation<
  ListAttachedUserPoliciesCommandInput,
  Omit<ListAttachedUserPoliciesCommandOutput, '$metadata'>
>('ListAttachedUserPolicies', (ctx, input) => {
  const attached = findUser(ctx.db, input.UserName)
    .attachedPolicies.map((arn) => findPolicy(ctx.db, arn))
    .filter((policy) => isUnder(policy.path, input.PathPrefix))
  const { items, ...page } = pageOf(attached, input)
  return {
    AttachedPolicies: items.map((policy) => ({ PolicyName: policy.name, PolicyArn: policy.id })),
    ...page,
  }
})
