import type { DescribeCoipPoolsRequest, DescribeCoipPoolsResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { listNothing } from './list-nothing.ts'

/** Of Outposts, which nobody has here. */
export const DescribeCoipPools = operation<DescribeCoipPoolsRequest, DescribeCoipPoolsResult>(
  'DescribeCoipPools',
  (_ctx, input) => ({
    CoipPools: listNothing('DescribeCoipPools', {
      ids: input.PoolIds,
      missing: { code: 'InvalidPoolID.NotFound', message: "The pool ID '{id}' does not exist" },
      filters: input.Filters,
    }),
  }),
)
