import type { DescribePoliciesType, PoliciesType } from '@aws-sdk/client-auto-scaling'
import { operation } from '../../../engine/operation.ts'
import { findGroup } from '../groups/find-group.ts'
import { pageOf } from '../paging.ts'
import { alarmsByPolicy, describePolicy } from './describe-policy.ts'
import { policies } from './policy.ts'

/** Lists scaling policies with the alarms that carry them out. Names that nothing has are ignored. */
export const DescribePolicies = operation<DescribePoliciesType, PoliciesType>(
  'DescribePolicies',
  (ctx, input) => {
    const { AutoScalingGroupName: group, PolicyNames: names = [], PolicyTypes: types = [] } = input
    const all =
      group === undefined
        ? ctx.db.all(policies)
        : ctx.db.by(policies, 'group', findGroup(ctx, group).id)
    const found = all.filter(
      ({ id, name, type }) =>
        (names.length === 0 || names.includes(name) || names.includes(id)) &&
        (types.length === 0 || types.includes(type)),
    )
    const page = pageOf(found, input, ({ id }) => id)
    const watching = alarmsByPolicy(ctx)
    return {
      ScalingPolicies: page.items.map((policy) =>
        describePolicy(ctx, policy, watching.get(policy.id) ?? []),
      ),
      NextToken: page.NextToken,
    }
  },
)
