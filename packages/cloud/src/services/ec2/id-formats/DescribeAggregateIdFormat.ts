import type {
  DescribeAggregateIdFormatRequest,
  DescribeAggregateIdFormatResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { idFormats } from './id-formats.ts'

/** Ids are long, of every resource. */
export const DescribeAggregateIdFormat = operation<
  DescribeAggregateIdFormatRequest,
  DescribeAggregateIdFormatResult
>('DescribeAggregateIdFormat', () => ({
  UseLongIdsAggregated: true,
  Statuses: idFormats(),
}))
