import type {
  DescribeReplaceRootVolumeTasksRequest,
  DescribeReplaceRootVolumeTasksResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { compileFilters } from '../filters.ts'
import { paginate } from '../paging.ts'
import { toTask } from './describe-task.ts'
import { replaceRootTasks, type ReplaceRootTaskRecord } from './task.ts'

/** Lists tasks that replace root volumes, with their progress. */
export const DescribeReplaceRootVolumeTasks = operation<
  DescribeReplaceRootVolumeTasksRequest,
  DescribeReplaceRootVolumeTasksResult
>('DescribeReplaceRootVolumeTasks', (ctx, input) => {
  const ids = input.ReplaceRootVolumeTaskIds ?? []
  const asked =
    ids.length > 0
      ? [...new Set(ids)].map((id) => {
          const task = ctx.db.get(replaceRootTasks, id)
          if (task) return task
          throw new AwsError(
            'InvalidReplaceRootVolumeTaskId.NotFound',
            `The replace root volume task ID '${id}' does not exist`,
          )
        })
      : ctx.db.all(replaceRootTasks)
  const found = asked.filter(
    compileFilters<ReplaceRootTaskRecord>('DescribeReplaceRootVolumeTasks', input.Filters, {
      fields: { 'instance-id': ({ instanceId }) => instanceId },
    }),
  )
  const page = paginate(ctx, 'DescribeReplaceRootVolumeTasks', found, input, {
    keyOf: ({ id }) => id,
    min: 1,
    max: 50,
    ids: { name: 'replaceRootVolumeTaskIds', given: ids.length > 0 },
  })
  return { ReplaceRootVolumeTasks: page.items.map(toTask), NextToken: page.nextToken }
})
