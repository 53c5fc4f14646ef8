import type { DescribeDhcpOptionsRequest, DescribeDhcpOptionsResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { describeRecords } from '../describe.ts'
import { describeDhcpOptions } from './describe-dhcp-options.ts'
import { dhcpOptions } from './dhcp-options.ts'

/** Lists sets of DHCP options. */
export const DescribeDhcpOptions = operation<DescribeDhcpOptionsRequest, DescribeDhcpOptionsResult>(
  'DescribeDhcpOptions',
  (ctx, input) => {
    const { items, nextToken } = describeRecords(ctx, 'DescribeDhcpOptions', dhcpOptions, input, {
      kind: 'dhcp-options',
      ids: input.DhcpOptionsIds,
      filters: {
        fields: {
          'dhcp-options-id': ({ id }) => id,
          key: ({ configurations }) => configurations.map(({ key }) => key),
          value: ({ configurations }) => configurations.flatMap(({ values }) => values),
          'owner-id': () => ctx.account,
        },
        tags: ({ tags }) => tags,
      },
    })
    return {
      DhcpOptions: items.map((options) => describeDhcpOptions(options, ctx.account)),
      NextToken: nextToken,
    }
  },
)
