import type {
  DescribeVpcClassicLinkRequest,
  DescribeVpcClassicLinkResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { listNothing } from './list-nothing.ts'

/**
 * Lists nothing: EC2-Classic is gone since 2023, no VPC is linked to it.
 * @differs Always empty.
 */
export const DescribeVpcClassicLink = operation<
  DescribeVpcClassicLinkRequest,
  DescribeVpcClassicLinkResult
>('DescribeVpcClassicLink', (_ctx, input) => ({
  Vpcs: listNothing('DescribeVpcClassicLink', {
    filters: input.Filters,
  }),
}))
