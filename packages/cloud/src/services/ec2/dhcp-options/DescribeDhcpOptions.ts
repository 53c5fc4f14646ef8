import type { DescribeDhcpOptionsRequest, DescribeDhcpOptionsResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { describeRecords } from '../describe.ts'
import { dhcpOptions } from './dhcp-options.ts'

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
      DhcpOptions: items.map(({ id, configurations, tags }) => ({
        DhcpOptionsId: id,
        OwnerId: ctx.account,
        DhcpConfigurations: configurations.map(({ key, values }) => ({
          Key: key,
          Values: values.map((Value) => ({ Value })),
        })),
        Tags: [...tags],
      })),
      NextToken: nextToken,
    }
  },
)
