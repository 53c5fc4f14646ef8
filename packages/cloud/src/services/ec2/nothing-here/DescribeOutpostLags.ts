import type {
  DescribeOutpostLagsCommandInput,
  DescribeOutpostLagsCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { listNothing } from './list-nothing.ts'

/**
 * Lists nothing: there are no Outposts here.
 * @differs Always empty.
 */
export const DescribeOutpostLags = operation<
  DescribeOutpostLagsCommandInput,
  Omit<DescribeOutpostLagsCommandOutput, '$metadata'>
>('DescribeOutpostLags', (_ctx, input) => ({
  OutpostLags: listNothing('DescribeOutpostLags', {
    ids: input.OutpostLagIds,
    missing: {
      code: 'InvalidOutpostLagID.NotFound',
      message: "The outpost LAG ID '{id}' does not exist",
    },
    filters: input.Filters,
  }),
}))
