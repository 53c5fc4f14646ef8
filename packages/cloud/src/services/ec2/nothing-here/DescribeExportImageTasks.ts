import type {
  DescribeExportImageTasksRequest,
  DescribeExportImageTasksResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { listNothing } from './list-nothing.ts'

/**
 * Lists nothing: ExportImage is refused here.
 * @differs Always empty.
 */
export const DescribeExportImageTasks = operation<
  DescribeExportImageTasksRequest,
  DescribeExportImageTasksResult
>('DescribeExportImageTasks', (_ctx, input) => ({
  ExportImageTasks: listNothing('DescribeExportImageTasks', {
    ids: input.ExportImageTaskIds,
    missing: {
      code: 'InvalidExportTaskID.NotFound',
      message: "The export task ID '{id}' does not exist",
    },
    filters: input.Filters,
  }),
}))
