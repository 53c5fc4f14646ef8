import type {
  DescribeScheduledActionsType,
  ScheduledActionsType,
} from '@aws-sdk/client-auto-scaling'
import { operation } from '../../../engine/operation.ts'
import { findGroup } from '../groups/find-group.ts'
import { pageOf } from '../paging.ts'
import { describeAction } from './describe-action.ts'
import { scheduledActions } from './scheduled-action.ts'

/** Lists actions that have not run, or will run again; by name, or by when they run next. */
export const DescribeScheduledActions = operation<
  DescribeScheduledActionsType,
  ScheduledActionsType
>('DescribeScheduledActions', (ctx, input) => {
  const { AutoScalingGroupName: group, ScheduledActionNames: names = [] } = input
  const all =
    group === undefined
      ? ctx.db.all(scheduledActions)
      : ctx.db.by(scheduledActions, 'group', findGroup(ctx, group).id)
  const from = input.StartTime?.getTime() ?? -Infinity
  const until = input.EndTime?.getTime() ?? Infinity
  const found = all.filter(({ name, nextTime }) =>
    names.length > 0 ? names.includes(name) : nextTime >= from && nextTime <= until,
  )
  const page = pageOf(found, input, ({ id }) => id)
  return {
    ScheduledUpdateGroupActions: page.items.map(describeAction),
    NextToken: page.NextToken,
  }
})
