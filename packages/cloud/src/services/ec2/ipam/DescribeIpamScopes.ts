import type { DescribeIpamScopesRequest, DescribeIpamScopesResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { describeRecords } from '../describe.ts'
import { ipamScopes, toScope } from './ipam.ts'

/** Lists the scopes of IPAMs. */
export const DescribeIpamScopes = operation<DescribeIpamScopesRequest, DescribeIpamScopesResult>(
  'DescribeIpamScopes',
  (ctx, input) => {
    const { items, nextToken } = describeRecords(ctx, 'DescribeIpamScopes', ipamScopes, input, {
      kind: 'ipam-scope',
      ids: input.IpamScopeIds,
      filters: {
        fields: {
          'ipam-scope-id': ({ id }) => id,
          'ipam-scope-type': ({ type }) => type,
          'is-default': ({ isDefault }) => isDefault,
          description: ({ description }) => description,
          state: () => 'create-complete',
          'owner-id': () => ctx.account,
        },
        tags: ({ tags }) => tags,
      },
      page: { min: 5, max: 1_000 },
    })
    return { IpamScopes: items.map((each) => toScope(ctx, each)), NextToken: nextToken }
  },
)
