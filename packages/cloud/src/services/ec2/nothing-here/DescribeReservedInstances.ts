import type {
  DescribeReservedInstancesRequest,
  DescribeReservedInstancesResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { listNothing } from './list-nothing.ts'

/**
 * Lists nothing: this cloud sells no Reserved Instances yet.
 * @differs Always empty.
 */
export const DescribeReservedInstances = operation<
  DescribeReservedInstancesRequest,
  DescribeReservedInstancesResult
>('DescribeReservedInstances', (_ctx, input) => ({
  ReservedInstances: listNothing('DescribeReservedInstances', {
    ids: input.ReservedInstancesIds,
    missing: {
      code: 'InvalidReservedInstancesId',
      message: "The ID '{id}' does not exist",
    },
    filters: input.Filters,
  }),
}))
