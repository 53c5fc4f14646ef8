import type {
  ListPoliciesCommandInput,
  ListPoliciesCommandOutput,
  Policy,
  PolicyUsageType,
} from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { countedPolicy } from '../attachments.ts'
import { isUnder } from '../names.ts'
import { pageOf } from '../paging.ts'
import { managedPolicies } from './managed-policies.ts'
import { policies } from './policy.ts'

/**
 * Lists managed policies, the account's and AWS's.
 * @differs AWS's policies are those that courses name.
 */
export const ListPolicies = operation<
  ListPoliciesCommandInput,
  Omit<ListPoliciesCommandOutput, '$metadata'>
>('ListPolicies', (ctx, input) => {
  const scope = input.Scope ?? 'All'
  const own = scope === 'AWS' ? [] : ctx.db.all(policies)
  const aws = scope === 'Local' ? [] : managedPolicies().values()
  const found = [...own, ...aws]
    .filter((policy) => isUnder(policy.path, input.PathPrefix))
    .map((policy) => countedPolicy(ctx.db, policy, false))
    .filter((policy) => !input.OnlyAttached || used(policy, input.PolicyUsageFilter))
  const { items, ...page } = pageOf(found, input)
  return { Policies: [...items], ...page }
})

function used(policy: Policy, as: PolicyUsageType | undefined): boolean {
  return (
    (as !== 'PermissionsBoundary' && Boolean(policy.AttachmentCount)) ||
    (as !== 'PermissionsPolicy' && Boolean(policy.PermissionsBoundaryUsageCount))
  )
}
