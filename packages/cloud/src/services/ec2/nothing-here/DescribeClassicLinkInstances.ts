import type {
  DescribeClassicLinkInstancesRequest,
  DescribeClassicLinkInstancesResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { listNothing } from './list-nothing.ts'

/**
 * Lists nothing: EC2-Classic is gone since 2023.
 * @differs Always empty.
 */
export const DescribeClassicLinkInstances = operation<
  DescribeClassicLinkInstancesRequest,
  DescribeClassicLinkInstancesResult
>('DescribeClassicLinkInstances', (_ctx, input) => ({
  Instances: listNothing('DescribeClassicLinkInstances', {
    filters: input.Filters,
  }),
}))
