import type {
  CreateSubnetCidrReservationRequest,
  CreateSubnetCidrReservationResult,
} from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { contains, parseBlock, type Block } from '../../../network/address.ts'
import {
  formatIpv4Block,
  formatIpv6Block,
  parseIpv4Block,
  parseIpv6Block,
} from '../../../network/cidr.ts'
import { findRecord } from '../find.ts'
import { newId } from '../ids.ts'
import { blocksOfSubnet, subnets, type SubnetRecord } from '../subnets/subnet.ts'
import { readTagSpecifications } from '../tags.ts'
import { toReservation } from './describe-reservation.ts'
import {
  subnetCidrReservations,
  type SubnetCidrReservationRecord,
} from './subnet-cidr-reservation.ts'

/**
 * Keeps a part of a subnet for addresses that are named, or for prefixes: no address is drawn from it, and prefixes are drawn
 * from what is kept for them first.
 */
export const CreateSubnetCidrReservation = operation<
  CreateSubnetCidrReservationRequest,
  CreateSubnetCidrReservationResult
>('CreateSubnetCidrReservation', (ctx, input) => {
  const tags = readTagSpecifications(input.TagSpecifications, ['subnet-cidr-reservation'])(
    'subnet-cidr-reservation',
  )
  const { Cidr = '', Description, ReservationType: type } = input
  const subnet = findRecord(ctx, subnets, 'subnet', input.SubnetId ?? '')
  if (type !== 'prefix' && type !== 'explicit') {
    throw new AwsError(
      'InvalidParameterValue',
      `Value (${type}) for parameter reservationType is invalid.`,
    )
  }
  const reservation: SubnetCidrReservationRecord = {
    id: newId(ctx.chance, 'scr'),
    subnetId: subnet.id,
    cidr: readCidr(ctx, subnet, Cidr),
    type,
    ...(Description !== undefined && { description: Description }),
    tags,
  }
  ctx.db.put(subnetCidrReservations, reservation)
  return { SubnetCidrReservation: toReservation(ctx, reservation) }
})

/** In canonical form: within the subnet, and beside what is reserved. */
function readCidr({ db }: Context, subnet: SubnetRecord, text: string): string {
  const [ipv4, ipv6] = [parseIpv4Block(text), parseIpv6Block(text)]
  const cidr = ipv4 ? formatIpv4Block(ipv4) : ipv6 && formatIpv6Block(ipv6)
  const block = cidr === undefined ? undefined : parseBlock(cidr)
  if (cidr === undefined || !block) {
    throw new AwsError(
      'InvalidParameterValue',
      `Value (${text}) for parameter cidr is invalid. This is not a valid CIDR block.`,
    )
  }
  const own = blocksOfSubnet(subnet)
  const covers = (outer: Block | undefined) =>
    outer && contains(outer, block.first) && contains(outer, block.last)
  if (!own.some((each) => covers(parseBlock(each)))) {
    const shown = own.filter((each) => each.includes(':') === !ipv4).join(', ')
    throw new AwsError(
      'InvalidParameterValue',
      `Reservation CIDR should be within subnet CIDR block (${shown})`,
    )
  }
  const overlaps = db.by(subnetCidrReservations, 'subnet', subnet.id).some((each) => {
    const present = parseBlock(each.cidr)
    return present && (covers(present) || contains(block, present.first))
  })
  if (!overlaps) return cidr
  throw new AwsError(
    'InvalidParameterValue',
    `Reservation CIDR ${cidr} has overlap with existing reserved CIDR block`,
  )
}
