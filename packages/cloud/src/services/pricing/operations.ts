import type { AnyOperation } from '../../engine/operation.ts'
import { DescribeServices } from './DescribeServices.ts'
import { GetAttributeValues } from './GetAttributeValues.ts'
import { GetProducts } from './GetProducts.ts'

/** What this cloud supports of the service: price lists as files are refused, there are none. */
export const operations: readonly AnyOperation[] = [
  DescribeServices,
  GetAttributeValues,
  GetProducts,
]
