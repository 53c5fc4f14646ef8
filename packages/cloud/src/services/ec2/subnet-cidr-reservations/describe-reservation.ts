import type { SubnetCidrReservation } from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import type { SubnetCidrReservationRecord } from './subnet-cidr-reservation.ts'

export function toReservation(
  { account }: Pick<Context, 'account'>,
  { id, subnetId, cidr, type, description, tags }: SubnetCidrReservationRecord,
): SubnetCidrReservation {
  return {
    SubnetCidrReservationId: id,
    SubnetId: subnetId,
    Cidr: cidr,
    ReservationType: type,
    OwnerId: account,
    Description: description,
    Tags: [...tags],
  }
}
