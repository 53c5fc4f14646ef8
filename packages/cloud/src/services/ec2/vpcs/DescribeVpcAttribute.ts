import type { DescribeVpcAttributeRequest, DescribeVpcAttributeResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findRecord } from '../find.ts'
import { vpcs } from './vpc.ts'

/**
 * Whether a VPC has DNS and DNS host names.
 * @differs Network address usage metrics are always off.
 */
export const DescribeVpcAttribute = operation<
  DescribeVpcAttributeRequest,
  DescribeVpcAttributeResult
>('DescribeVpcAttribute', (ctx, input) => {
  const vpc = findRecord(ctx, vpcs, 'vpc', input.VpcId ?? '')
  const VpcId = vpc.id
  switch (input.Attribute) {
    case 'enableDnsSupport':
      return { VpcId, EnableDnsSupport: { Value: vpc.enableDnsSupport } }
    case 'enableDnsHostnames':
      return { VpcId, EnableDnsHostnames: { Value: vpc.enableDnsHostnames } }
    case 'enableNetworkAddressUsageMetrics':
      return { VpcId, EnableNetworkAddressUsageMetrics: { Value: false } }
    case undefined:
    default:
      throw new AwsError('MissingParameter', 'The request must contain the parameter attribute')
  }
})
