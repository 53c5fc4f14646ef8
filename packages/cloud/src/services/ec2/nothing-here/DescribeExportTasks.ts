import type { DescribeExportTasksRequest, DescribeExportTasksResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { listNothing } from './list-nothing.ts'

/**
 * Lists nothing: CreateInstanceExportTask is refused here.
 * @differs Always empty.
 */
export const DescribeExportTasks = operation<DescribeExportTasksRequest, DescribeExportTasksResult>(
  'DescribeExportTasks',
  (_ctx, input) => ({
    ExportTasks: listNothing('DescribeExportTasks', {
      ids: input.ExportTaskIds,
      missing: {
        code: 'InvalidExportTaskID.NotFound',
        message: "The export task ID '{id}' does not exist",
      },
      filters: input.Filters,
    }),
  }),
)
