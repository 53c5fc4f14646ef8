import type {
  DescribeEgressOnlyInternetGatewaysRequest,
  DescribeEgressOnlyInternetGatewaysResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { compileFilters } from '../filters.ts'
import { paginate } from '../paging.ts'
import { toEgressOnlyInternetGateway } from './describe-egress-only-internet-gateway.ts'
import {
  egressOnlyInternetGateways,
  type EgressOnlyInternetGatewayRecord,
} from './egress-only-internet-gateway.ts'

const operationName = 'DescribeEgressOnlyInternetGateways'

/** Lists the gateways. Unlike its kin it leaves out ids that name nothing. */
export const DescribeEgressOnlyInternetGateways = operation<
  DescribeEgressOnlyInternetGatewaysRequest,
  DescribeEgressOnlyInternetGatewaysResult
>(operationName, (ctx, input) => {
  const ids = new Set(input.EgressOnlyInternetGatewayIds)
  const matches = compileFilters<EgressOnlyInternetGatewayRecord>(operationName, input.Filters, {
    fields: {},
    tags: ({ tags }) => tags,
  })
  const found = ctx.db
    .all(egressOnlyInternetGateways)
    .filter((gateway) => (ids.size === 0 || ids.has(gateway.id)) && matches(gateway))
  const { items, nextToken } = paginate(ctx, operationName, found, input, {
    keyOf: ({ id }) => id,
    max: 255,
  })
  return {
    EgressOnlyInternetGateways: items.map(toEgressOnlyInternetGateway),
    NextToken: nextToken,
  }
})
