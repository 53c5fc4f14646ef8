import type {
  DescribeVerifiedAccessInstanceLoggingConfigurationsCommandInput,
  DescribeVerifiedAccessInstanceLoggingConfigurationsCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { listNothing } from './list-nothing.ts'

/**
 * Lists nothing: Verified Access is not here.
 * @differs Always empty.
 */
export const DescribeVerifiedAccessInstanceLoggingConfigurations = operation<
  DescribeVerifiedAccessInstanceLoggingConfigurationsCommandInput,
  Omit<DescribeVerifiedAccessInstanceLoggingConfigurationsCommandOutput, '$metadata'>
>('DescribeVerifiedAccessInstanceLoggingConfigurations', (_ctx, input) => ({
  LoggingConfigurations: listNothing('DescribeVerifiedAccessInstanceLoggingConfigurations', {
    ids: input.VerifiedAccessInstanceIds,
    missing: {
      code: 'InvalidVerifiedAccessInstanceId.NotFound',
      message: "The verified access instance ID '{id}' does not exist",
    },
    filters: input.Filters,
  }),
}))
