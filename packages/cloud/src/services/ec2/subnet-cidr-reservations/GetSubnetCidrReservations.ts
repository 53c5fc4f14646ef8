import type {
  GetSubnetCidrReservationsRequest,
  GetSubnetCidrReservationsResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { compileFilters } from '../filters.ts'
import { findRecord } from '../find.ts'
import { paginate } from '../paging.ts'
import { subnets } from '../subnets/subnet.ts'
import { toReservation } from './describe-reservation.ts'
import {
  subnetCidrReservations,
  type SubnetCidrReservationRecord,
} from './subnet-cidr-reservation.ts'

const name = 'GetSubnetCidrReservations'

/** Those of a subnet, by family. */
export const GetSubnetCidrReservations = operation<
  GetSubnetCidrReservationsRequest,
  GetSubnetCidrReservationsResult
>(name, (ctx, input) => {
  const subnet = findRecord(ctx, subnets, 'subnet', input.SubnetId ?? '')
  const matches = compileFilters<SubnetCidrReservationRecord>(name, input.Filters, {
    fields: {
      reservationType: ({ type }) => type,
      'reservation-type': ({ type }) => type,
      'subnet-id': ({ subnetId }) => subnetId,
    },
    tags: ({ tags }) => tags,
  })
  const found = ctx.db.by(subnetCidrReservations, 'subnet', subnet.id).filter(matches)
  const { items, nextToken } = paginate(ctx, name, found, input, { keyOf: ({ id }) => id })
  const shown = (ipv6: boolean) =>
    items
      .filter(({ cidr }) => cidr.includes(':') === ipv6)
      .map((reservation) => toReservation(ctx, reservation))
  return {
    SubnetIpv4CidrReservations: shown(false),
    SubnetIpv6CidrReservations: shown(true),
    NextToken: nextToken,
  }
})
