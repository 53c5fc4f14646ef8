import type {
  DescribeVpcClassicLinkDnsSupportRequest,
  DescribeVpcClassicLinkDnsSupportResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { listNothing } from './list-nothing.ts'

/**
 * Lists nothing: EC2-Classic is gone since 2023.
 * @differs Always empty.
 */
export const DescribeVpcClassicLinkDnsSupport = operation<
  DescribeVpcClassicLinkDnsSupportRequest,
  DescribeVpcClassicLinkDnsSupportResult
>('DescribeVpcClassicLinkDnsSupport', () => ({
  Vpcs: listNothing('DescribeVpcClassicLinkDnsSupport'),
}))
