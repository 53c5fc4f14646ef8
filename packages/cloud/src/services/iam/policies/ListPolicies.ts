import type { ListPoliciesCommandInput, ListPoliciesCommandOutput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { attachmentsOf } from '../attachments.ts'
import { isUnder } from '../names.ts'
import { pageOf } from '../paging.ts'
import { managedPolicies } from './managed-policies.ts'
import { policies, toPolicy } from './policy.ts'

export const ListPolicies = operation<
  ListPoliciesCommandInput,
  Omit<ListPoliciesCommandOutput, '$metadata'>
>('ListPolicies', (ctx, input) => {
  const scope = input.Scope ?? 'All'
  const own = scope === 'AWS' ? [] : ctx.db.all(policies)
  const aws = scope === 'Local' ? [] : managedPolicies().values()
  const found = [...own, ...aws]
    .filter((policy) => isUnder(policy.path, input.PathPrefix))
    .map((policy) => ({ policy, attachments: attachmentsOf(ctx.db, policy.id) }))
    .filter(({ attachments }) => !input.OnlyAttached || attachments > 0)
  const { items, ...page } = pageOf(found, input)
  return {
    Policies: items.map(({ policy, attachments }) => toPolicy(policy, attachments, false)),
    ...page,
  }
})
