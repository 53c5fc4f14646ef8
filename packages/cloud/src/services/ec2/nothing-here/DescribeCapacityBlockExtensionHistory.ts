import type {
  DescribeCapacityBlockExtensionHistoryCommandInput,
  DescribeCapacityBlockExtensionHistoryCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { listNothing } from './list-nothing.ts'

/**
 * Lists nothing: this cloud sells no Capacity Blocks.
 * @differs Always empty.
 */
export const DescribeCapacityBlockExtensionHistory = operation<
  DescribeCapacityBlockExtensionHistoryCommandInput,
  Omit<DescribeCapacityBlockExtensionHistoryCommandOutput, '$metadata'>
>('DescribeCapacityBlockExtensionHistory', (_ctx, input) => ({
  CapacityBlockExtensions: listNothing('DescribeCapacityBlockExtensionHistory', {
    ids: input.CapacityReservationIds,
    missing: {
      code: 'InvalidCapacityReservationId.NotFound',
      message: "The capacity reservation '{id}' does not exist.",
    },
    filters: input.Filters,
  }),
}))
