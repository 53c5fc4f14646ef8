import type {
  DescribeConversionTasksRequest,
  DescribeConversionTasksResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { listNothing } from './list-nothing.ts'

/**
 * Lists nothing: ImportInstance and ImportVolume are refused here.
 * @differs Always empty.
 */
export const DescribeConversionTasks = operation<
  DescribeConversionTasksRequest,
  DescribeConversionTasksResult
>('DescribeConversionTasks', (_ctx, input) => ({
  ConversionTasks: listNothing('DescribeConversionTasks', {
    ids: input.ConversionTaskIds,
    missing: {
      code: 'InvalidConversionTaskId',
      message: "The conversion task ID '{id}' does not exist",
    },
  }),
}))
