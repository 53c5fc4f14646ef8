import type {
  DescribeVpcBlockPublicAccessOptionsRequest,
  DescribeVpcBlockPublicAccessOptionsResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { toBlockOptions } from './describe-block.ts'

/** What internet gateways of the Region let through. */
export const DescribeVpcBlockPublicAccessOptions = operation<
  DescribeVpcBlockPublicAccessOptionsRequest,
  DescribeVpcBlockPublicAccessOptionsResult
>('DescribeVpcBlockPublicAccessOptions', (ctx) => ({
  VpcBlockPublicAccessOptions: toBlockOptions(ctx),
}))
