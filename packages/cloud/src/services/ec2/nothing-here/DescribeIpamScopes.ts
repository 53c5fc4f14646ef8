import type {
  DescribeIpamScopesCommandInput,
  DescribeIpamScopesCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { listNothing } from './list-nothing.ts'

/**
 * Lists nothing: CreateIpam is refused here.
 * @differs Always empty.
 */
export const DescribeIpamScopes = operation<
  DescribeIpamScopesCommandInput,
  Omit<DescribeIpamScopesCommandOutput, '$metadata'>
>('DescribeIpamScopes', (_ctx, input) => ({
  IpamScopes: listNothing('DescribeIpamScopes', {
    ids: input.IpamScopeIds,
    missing: {
      code: 'InvalidIpamScopeId.NotFound',
      message: "The IPAM scope ID '{id}' does not exist",
    },
    filters: input.Filters,
  }),
}))
