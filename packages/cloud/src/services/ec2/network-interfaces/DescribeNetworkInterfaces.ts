import type {
  DescribeNetworkInterfacesRequest,
  DescribeNetworkInterfacesResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { describeRecords } from '../describe.ts'
import { networkInterfaceFilters, toNetworkInterface } from './describe-network-interface.ts'
import { networkInterfaces } from './network-interface.ts'

/** Lists interfaces, also those that AWS's services own. */
export const DescribeNetworkInterfaces = operation<
  DescribeNetworkInterfacesRequest,
  DescribeNetworkInterfacesResult
>('DescribeNetworkInterfaces', (ctx, input) => {
  const ids = input.NetworkInterfaceIds
  const { items, nextToken } = describeRecords(
    ctx,
    'DescribeNetworkInterfaces',
    networkInterfaces,
    input,
    {
      kind: 'network-interface',
      ids,
      filters: networkInterfaceFilters(ctx),
      page: { ids: { name: 'networkInterfaceIdsSet', given: (ids?.length ?? 0) > 0 } },
    },
  )
  return {
    NetworkInterfaces: items.map((eni) => toNetworkInterface(ctx, eni)),
    NextToken: nextToken,
  }
})
