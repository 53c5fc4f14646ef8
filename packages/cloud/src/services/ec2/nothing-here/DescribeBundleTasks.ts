import type { DescribeBundleTasksRequest, DescribeBundleTasksResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { listNothing } from './list-nothing.ts'

/**
 * Lists nothing: BundleInstance makes images of Windows on instance store, which nobody has any more.
 * @differs Always empty.
 */
export const DescribeBundleTasks = operation<DescribeBundleTasksRequest, DescribeBundleTasksResult>(
  'DescribeBundleTasks',
  (_ctx, input) => ({
    BundleTasks: listNothing('DescribeBundleTasks', {
      ids: input.BundleIds,
      missing: {
        code: 'InvalidBundleID.NotFound',
        message: "The bundle ID '{id}' does not exist",
      },
      filters: input.Filters,
    }),
  }),
)
