import type {
  DescribeCapacityBlockOfferingsCommandInput,
  DescribeCapacityBlockOfferingsCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { listNothing } from './list-nothing.ts'

/**
 * Lists nothing: this cloud sells no Capacity Blocks.
 * @differs Always empty.
 */
export const DescribeCapacityBlockOfferings = operation<
  DescribeCapacityBlockOfferingsCommandInput,
  Omit<DescribeCapacityBlockOfferingsCommandOutput, '$metadata'>
>('DescribeCapacityBlockOfferings', () => ({
  CapacityBlockOfferings: listNothing('DescribeCapacityBlockOfferings'),
}))
