import type {
  DescribeCustomerGatewaysRequest,
  DescribeCustomerGatewaysResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { describeRecords } from '../describe.ts'
import { customerGateways } from './customer-gateway.ts'
import { customerGatewayFilters, toCustomerGateway } from './describe-customer-gateway.ts'

/** All of them at once: AWS has no pages here. */
export const DescribeCustomerGateways = operation<
  DescribeCustomerGatewaysRequest,
  DescribeCustomerGatewaysResult
>('DescribeCustomerGateways', (ctx, { Filters, CustomerGatewayIds }) => {
  const { items } = describeRecords(
    ctx,
    'DescribeCustomerGateways',
    customerGateways,
    { Filters },
    { kind: 'customer-gateway', ids: CustomerGatewayIds, filters: customerGatewayFilters },
  )
  return { CustomerGateways: items.map(toCustomerGateway) }
})
