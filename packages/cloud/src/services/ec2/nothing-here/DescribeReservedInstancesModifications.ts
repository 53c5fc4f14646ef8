import type {
  DescribeReservedInstancesModificationsRequest,
  DescribeReservedInstancesModificationsResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { listNothing } from './list-nothing.ts'

/**
 * Lists nothing: without Reserved Instances there are none.
 * @differs Always empty.
 */
export const DescribeReservedInstancesModifications = operation<
  DescribeReservedInstancesModificationsRequest,
  DescribeReservedInstancesModificationsResult
>('DescribeReservedInstancesModifications', (_ctx, input) => ({
  ReservedInstancesModifications: listNothing('DescribeReservedInstancesModifications', {
    ids: input.ReservedInstancesModificationIds,
    missing: {
      code: 'InvalidReservedInstancesModificationId',
      message: "The ID '{id}' does not exist",
    },
    filters: input.Filters,
  }),
}))
