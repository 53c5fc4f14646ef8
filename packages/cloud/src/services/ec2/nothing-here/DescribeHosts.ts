import type { DescribeHostsRequest, DescribeHostsResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { listNothing } from './list-nothing.ts'

/**
 * Lists nothing: this cloud allocates no Dedicated Hosts.
 * @differs Always empty.
 */
export const DescribeHosts = operation<DescribeHostsRequest, DescribeHostsResult>(
  'DescribeHosts',
  (ctx, input) => ({
    Hosts: listNothing('DescribeHosts', {
      page: { ctx, input, max: 500 },
      ids: input.HostIds,
      missing: {
        code: 'InvalidHostID.NotFound',
        message: "The host ID '{id}' does not exist",
      },
      filters: input.Filter,
    }),
  }),
)
