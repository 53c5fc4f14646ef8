import type {
  DescribeVpcClassicLinkRequest,
  DescribeVpcClassicLinkResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { listNothing } from './list-nothing.ts'

/** EC2-Classic is gone since 2023: no VPC is linked to it. */
export const DescribeVpcClassicLink = operation<
  DescribeVpcClassicLinkRequest,
  DescribeVpcClassicLinkResult
>('DescribeVpcClassicLink', (_ctx, input) => ({
  Vpcs: listNothing('DescribeVpcClassicLink', {
    filters: input.Filters,
  }),
}))
