import type {
  DescribeInstanceInformationCommandInput,
  DescribeInstanceInformationCommandOutput,
} from '@aws-sdk/client-ssm'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { pageOf } from '../paging.ts'
import { managedNodes, toInstanceInformation } from './managed-node.ts'
import { nodeTest } from './node-filters.ts'

type Output = Omit<DescribeInstanceInformationCommandOutput, '$metadata'>

const defaultPageSize = 50

export const DescribeInstanceInformation = operation<
  DescribeInstanceInformationCommandInput,
  Output
>('DescribeInstanceInformation', (ctx, input) => {
  const { Filters = [], InstanceInformationFilterList = [] } = input
  if (Filters.length > 0 && InstanceInformationFilterList.length > 0) {
    throw new AwsError(
      'ValidationException',
      'Filters and InstanceInformationFilterList cannot both be specified.',
    )
  }
  const test = nodeTest(ctx, [...Filters, ...InstanceInformationFilterList])
  const { items, NextToken } = pageOf(managedNodes(ctx).filter(test), input, defaultPageSize)
  return {
    InstanceInformationList: items.map((node) => toInstanceInformation(ctx, node)),
    NextToken,
  }
})
