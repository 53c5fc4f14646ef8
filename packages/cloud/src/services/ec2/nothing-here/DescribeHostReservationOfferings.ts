import type {
  DescribeHostReservationOfferingsCommandInput,
  DescribeHostReservationOfferingsCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { listNothing } from './list-nothing.ts'

/**
 * Lists nothing: nobody can buy a host reservation here.
 * @differs Always empty.
 */
export const DescribeHostReservationOfferings = operation<
  DescribeHostReservationOfferingsCommandInput,
  Omit<DescribeHostReservationOfferingsCommandOutput, '$metadata'>
>('DescribeHostReservationOfferings', (_ctx, input) => ({
  OfferingSet: listNothing('DescribeHostReservationOfferings', {
    filters: input.Filter,
  }),
}))
