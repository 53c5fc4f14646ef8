import type {
  DescribeInstanceRefreshesAnswer,
  DescribeInstanceRefreshesType,
  InstanceRefresh,
} from '@aws-sdk/client-auto-scaling'
import { operation } from '../../../engine/operation.ts'
import { validationError } from '../errors.ts'
import { findGroup } from '../groups/find-group.ts'
import { pageOf } from '../paging.ts'
import { leftToUpdate, percentOf, refreshes, type RefreshRecord } from './refresh.ts'

/** Lists a group's refreshes, the latest first, with how far they came and why they wait. */
export const DescribeInstanceRefreshes = operation<
  DescribeInstanceRefreshesType,
  DescribeInstanceRefreshesAnswer
>('DescribeInstanceRefreshes', (ctx, input) => {
  const { id } = findGroup(ctx, input.AutoScalingGroupName)
  const { InstanceRefreshIds: ids = [] } = input
  const all = ctx.db.by(refreshes, 'group', id).toReversed()
  const unknown = ids.find((each) => !all.some((refresh) => refresh.id === each))
  if (unknown !== undefined) throw validationError(`Instance Refresh ${unknown} not found`)
  const found = ids.length > 0 ? all.filter((refresh) => ids.includes(refresh.id)) : all
  const page = pageOf(found, input, ({ id }) => id)
  return { InstanceRefreshes: page.items.map(describeRefresh), NextToken: page.NextToken }
})

function describeRefresh(refresh: RefreshRecord): InstanceRefresh {
  const { status, rollback } = refresh
  const time = (ms: number | undefined) => (ms === undefined ? undefined : new Date(ms))
  const begun = status !== 'Pending'
  return {
    InstanceRefreshId: refresh.id,
    AutoScalingGroupName: refresh.group,
    Status: status,
    StatusReason: refresh.statusReason,
    StartTime: time(refresh.startTime),
    EndTime: time(refresh.endTime),
    PercentageComplete: begun ? percentOf(refresh) : undefined,
    InstancesToUpdate: begun ? leftToUpdate(refresh) : undefined,
    Preferences: refresh.preferences,
    DesiredConfiguration: refresh.desired,
    Strategy: 'Rolling',
    RollbackDetails: rollback && {
      RollbackReason: rollback.reason,
      RollbackStartTime: time(rollback.startTime),
      PercentageCompleteOnRollback: rollback.percentageComplete,
      InstancesToUpdateOnRollback: rollback.instancesToUpdate,
    },
  }
}
