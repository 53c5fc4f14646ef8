import type {
  DescribeVerifiedAccessTrustProvidersCommandInput,
  DescribeVerifiedAccessTrustProvidersCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { listNothing } from './list-nothing.ts'

/**
 * Lists nothing: Verified Access is not here.
 * @differs Always empty.
 */
export const DescribeVerifiedAccessTrustProviders = operation<
  DescribeVerifiedAccessTrustProvidersCommandInput,
  Omit<DescribeVerifiedAccessTrustProvidersCommandOutput, '$metadata'>
>('DescribeVerifiedAccessTrustProviders', (_ctx, input) => ({
  VerifiedAccessTrustProviders: listNothing('DescribeVerifiedAccessTrustProviders', {
    ids: input.VerifiedAccessTrustProviderIds,
    missing: {
      code: 'InvalidVerifiedAccessTrustProviderId.NotFound',
      message: "The verified access trust provider ID '{id}' does not exist",
    },
    filters: input.Filters,
  }),
}))
