import type {
  DescribeReservedInstancesListingsRequest,
  DescribeReservedInstancesListingsResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { listNothing } from './list-nothing.ts'

/**
 * Lists nothing: without Reserved Instances there are none.
 * @differs Always empty.
 */
export const DescribeReservedInstancesListings = operation<
  DescribeReservedInstancesListingsRequest,
  DescribeReservedInstancesListingsResult
>('DescribeReservedInstancesListings', (_ctx, input) => ({
  ReservedInstancesListings: listNothing('DescribeReservedInstancesListings', {
    filters: input.Filters,
  }),
}))
