import type {
  DescribeMovingAddressesCommandInput,
  DescribeMovingAddressesCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { listNothing } from './list-nothing.ts'

/**
 * Lists nothing: EC2-Classic is gone since 2023, no address moves.
 * @differs Always empty.
 */
export const DescribeMovingAddresses = operation<
  DescribeMovingAddressesCommandInput,
  Omit<DescribeMovingAddressesCommandOutput, '$metadata'>
>('DescribeMovingAddresses', (_ctx, input) => ({
  MovingAddressStatuses: listNothing('DescribeMovingAddresses', {
    ids: input.PublicIps,
    missing: {
      code: 'InvalidAddress.NotFound',
      message: "Address '{id}' not found.",
    },
    filters: input.Filters,
  }),
}))
