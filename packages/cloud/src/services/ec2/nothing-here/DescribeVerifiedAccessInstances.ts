import type {
  DescribeVerifiedAccessInstancesCommandInput,
  DescribeVerifiedAccessInstancesCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { listNothing } from './list-nothing.ts'

/**
 * Lists nothing: Verified Access is not here.
 * @differs Always empty.
 */
export const DescribeVerifiedAccessInstances = operation<
  DescribeVerifiedAccessInstancesCommandInput,
  Omit<DescribeVerifiedAccessInstancesCommandOutput, '$metadata'>
>('DescribeVerifiedAccessInstances', (_ctx, input) => ({
  VerifiedAccessInstances: listNothing('DescribeVerifiedAccessInstances', {
    ids: input.VerifiedAccessInstanceIds,
    missing: {
      code: 'InvalidVerifiedAccessInstanceId.NotFound',
      message: "The verified access instance ID '{id}' does not exist",
    },
    filters: input.Filters,
  }),
}))
