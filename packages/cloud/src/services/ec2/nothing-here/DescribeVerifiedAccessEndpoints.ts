import type {
  DescribeVerifiedAccessEndpointsCommandInput,
  DescribeVerifiedAccessEndpointsCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { listNothing } from './list-nothing.ts'

/**
 * Lists nothing: Verified Access is not here.
 * @differs Always empty.
 */
export const DescribeVerifiedAccessEndpoints = operation<
  DescribeVerifiedAccessEndpointsCommandInput,
  Omit<DescribeVerifiedAccessEndpointsCommandOutput, '$metadata'>
>('DescribeVerifiedAccessEndpoints', (_ctx, input) => ({
  VerifiedAccessEndpoints: listNothing('DescribeVerifiedAccessEndpoints', {
    ids: input.VerifiedAccessEndpointIds,
    missing: {
      code: 'InvalidVerifiedAccessEndpointId.NotFound',
      message: "The verified access endpoint ID '{id}' does not exist",
    },
    filters: input.Filters,
  }),
}))
