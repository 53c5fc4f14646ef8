import type {
  DescribeCoipPoolsCommandInput,
  DescribeCoipPoolsCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { listNothing } from './list-nothing.ts'

/**
 * Lists nothing: there are no Outposts here.
 * @differs Always empty.
 */
export const DescribeCoipPools = operation<
  DescribeCoipPoolsCommandInput,
  Omit<DescribeCoipPoolsCommandOutput, '$metadata'>
>('DescribeCoipPools', (_ctx, input) => ({
  CoipPools: listNothing('DescribeCoipPools', {
    ids: input.PoolIds,
    missing: {
      code: 'InvalidPoolID.NotFound',
      message: "The coip pool ID '{id}' does not exist",
    },
    filters: input.Filters,
  }),
}))
