import type {
  DescribeLocalGatewaysCommandInput,
  DescribeLocalGatewaysCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { listNothing } from './list-nothing.ts'

/**
 * Lists nothing: there are no Outposts here.
 * @differs Always empty.
 */
export const DescribeLocalGateways = operation<
  DescribeLocalGatewaysCommandInput,
  Omit<DescribeLocalGatewaysCommandOutput, '$metadata'>
>('DescribeLocalGateways', (_ctx, input) => ({
  LocalGateways: listNothing('DescribeLocalGateways', {
    ids: input.LocalGatewayIds,
    missing: {
      code: 'InvalidLocalGatewayID.NotFound',
      message: "The local gateway ID '{id}' does not exist",
    },
    filters: input.Filters,
  }),
}))
