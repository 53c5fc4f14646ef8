import type { DescribeServicesRequest, DescribeServicesResponse } from '@aws-sdk/client-pricing'
import { operation } from '../../engine/operation.ts'
import { checkService } from './page.ts'
import { attributeNames } from './products.ts'

/**
 * Lists the services that have prices, with the names of their attributes.
 * @differs There is one: AmazonEC2.
 */
export const DescribeServices = operation<DescribeServicesRequest, DescribeServicesResponse>(
  'DescribeServices',
  (_ctx, { ServiceCode }) => {
    if (ServiceCode !== undefined) checkService(ServiceCode)
    return {
      Services: [{ ServiceCode: 'AmazonEC2', AttributeNames: [...attributeNames()] }],
      FormatVersion: 'aws_v1',
    }
  },
)
