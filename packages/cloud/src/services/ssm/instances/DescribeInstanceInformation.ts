import type {
  DescribeInstanceInformationCommandInput,
  DescribeInstanceInformationCommandOutput,
} from '@aws-sdk/client-ssm'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { pageOf } from '../paging.ts'
import { managedNodes, toInstanceInformation } from './managed-node.ts'
import { namedInstances, nodeTest } from './node-filters.ts'

type Output = Omit<DescribeInstanceInformationCommandOutput, '$metadata'>

const defaultPageSize = 50

/** The instances whose agent has registered, and whether it answers now. */
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
  const filters = [...Filters, ...InstanceInformationFilterList]
  const nodes = managedNodes(ctx, namedInstances(filters)).filter(nodeTest(ctx, filters))
  const { items, NextToken } = pageOf(nodes, input, defaultPageSize)
  return {
    InstanceInformationList: items.map((node) => toInstanceInformation(ctx, node)),
    NextToken,
  }
})
