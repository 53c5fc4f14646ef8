import type {
  DescribeImportImageTasksRequest,
  DescribeImportImageTasksResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { listNothing } from './list-nothing.ts'

/**
 * Lists nothing: ImportImage is refused here.
 * @differs Always empty.
 */
export const DescribeImportImageTasks = operation<
  DescribeImportImageTasksRequest,
  DescribeImportImageTasksResult
>('DescribeImportImageTasks', (_ctx, input) => ({
  ImportImageTasks: listNothing('DescribeImportImageTasks', {
    ids: input.ImportTaskIds,
    missing: {
      code: 'InvalidConversionTaskId.Malformed',
      message: "The import task ID '{id}' does not exist",
    },
    filters: input.Filters,
  }),
}))
