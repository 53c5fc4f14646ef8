import type {
  DescribeCapacityBlocksCommandInput,
  DescribeCapacityBlocksCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { listNothing } from './list-nothing.ts'

/**
 * Lists nothing: this cloud sells no Capacity Blocks.
 * @differs Always empty.
 */
export const DescribeCapacityBlocks = operation<
  DescribeCapacityBlocksCommandInput,
  Omit<DescribeCapacityBlocksCommandOutput, '$metadata'>
>('DescribeCapacityBlocks', (_ctx, input) => ({
  CapacityBlocks: listNothing('DescribeCapacityBlocks', {
    ids: input.CapacityBlockIds,
    missing: {
      code: 'InvalidCapacityBlockId.NotFound',
      message: "The capacity block '{id}' does not exist.",
    },
    filters: input.Filters,
  }),
}))
