import type {
  DescribeStoreImageTasksRequest,
  DescribeStoreImageTasksResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { findImage } from '../images/find-image.ts'
import { listNothing } from './list-nothing.ts'

/**
 * Lists nothing: CreateStoreImageTask is refused here.
 * @differs Always empty.
 */
export const DescribeStoreImageTasks = operation<
  DescribeStoreImageTasksRequest,
  DescribeStoreImageTasksResult
>('DescribeStoreImageTasks', (ctx, input) => {
  for (const id of input.ImageIds ?? []) findImage(ctx, id)
  return {
    StoreImageTaskResults: listNothing('DescribeStoreImageTasks', {
      filters: input.Filters,
    }),
  }
})
