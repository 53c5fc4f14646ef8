import type {
  ListGroupPoliciesCommandInput,
  ListGroupPoliciesCommandOutput,
} from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { inlinePage } from '../policies/holder.ts'
import { findGroup } from './group.ts'

/** The names of a group's inline policies. */
export const ListGroupPolicies = operation<
  ListGroupPoliciesCommandInput,
  Omit<ListGroupPoliciesCommandOutput, '$metadata'>
>('ListGroupPolicies', (ctx, input) => {
  return inlinePage(findGroup(ctx.db, input.GroupName), input)
})
