import type {
  DescribeImportSnapshotTasksRequest,
  DescribeImportSnapshotTasksResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { listNothing } from './list-nothing.ts'

/**
 * Lists nothing: ImportSnapshot is refused here.
 * @differs Always empty.
 */
export const DescribeImportSnapshotTasks = operation<
  DescribeImportSnapshotTasksRequest,
  DescribeImportSnapshotTasksResult
>('DescribeImportSnapshotTasks', (_ctx, input) => ({
  ImportSnapshotTasks: listNothing('DescribeImportSnapshotTasks', {
    ids: input.ImportTaskIds,
    missing: {
      code: 'InvalidConversionTaskId.Malformed',
      message: "The import task ID '{id}' does not exist",
    },
    filters: input.Filters,
  }),
}))
