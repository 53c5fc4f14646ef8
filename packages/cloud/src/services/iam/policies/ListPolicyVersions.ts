import type {
  ListPolicyVersionsCommandInput,
  ListPolicyVersionsCommandOutput,
} from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { pageOf } from '../paging.ts'
import { findPolicy, toPolicyVersion } from './policy.ts'

/** The versions of a policy. */
export const ListPolicyVersions = operation<
  ListPolicyVersionsCommandInput,
  Omit<ListPolicyVersionsCommandOutput, '$metadata'>
>('ListPolicyVersions', (ctx, input) => {
  const policy = findPolicy(ctx.db, input.PolicyArn ?? '')
  const { items, ...page } = pageOf(policy.versions.toReversed(), input)
  return { Versions: items.map((version) => toPolicyVersion(policy, version, false)), ...page }
})
