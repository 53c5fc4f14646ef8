import type {
  DescribeHostReservationsRequest,
  DescribeHostReservationsResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { listNothing } from './list-nothing.ts'

/**
 * Lists nothing: nobody can buy a host reservation here.
 * @differs Always empty.
 */
export const DescribeHostReservations = operation<
  DescribeHostReservationsRequest,
  DescribeHostReservationsResult
>('DescribeHostReservations', (_ctx, input) => ({
  HostReservationSet: listNothing('DescribeHostReservations', {
    ids: input.HostReservationIdSet,
    missing: {
      code: 'InvalidHostReservationID.NotFound',
      message: "The host reservation ID '{id}' does not exist",
    },
    filters: input.Filter,
  }),
}))
