import type {
  DescribeCapacityBlockStatusCommandInput,
  DescribeCapacityBlockStatusCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { listNothing } from './list-nothing.ts'

/**
 * Lists nothing: this cloud sells no Capacity Blocks.
 * @differs Always empty.
 */
export const DescribeCapacityBlockStatus = operation<
  DescribeCapacityBlockStatusCommandInput,
  Omit<DescribeCapacityBlockStatusCommandOutput, '$metadata'>
>('DescribeCapacityBlockStatus', (_ctx, input) => ({
  CapacityBlockStatuses: listNothing('DescribeCapacityBlockStatus', {
    ids: input.CapacityBlockIds,
    missing: {
      code: 'InvalidCapacityBlockId.NotFound',
      message: "The capacity block '{id}' does not exist.",
    },
    filters: input.Filters,
  }),
}))
