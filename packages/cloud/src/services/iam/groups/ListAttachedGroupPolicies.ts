import type {
  ListAttachedGroupPoliciesCommandInput,
  ListAttachedGroupPoliciesCommandOutput,
} from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { attachedPage } from '../policies/holder.ts'
import { findGroup } from './group.ts'

/** The managed policies of a group. */
export const ListAttachedGroupPolicies = operation<
  ListAttachedGroupPoliciesCommandInput,
  Omit<ListAttachedGroupPoliciesCommandOutput, '$metadata'>
>('ListAttachedGroupPolicies', (ctx, input) => {
  return attachedPage(ctx.db, findGroup(ctx.db, input.GroupName), input)
})
