import { createHash } from 'node:crypto'
import type { HostOffering } from '@aws-sdk/client-ec2'
import {
  committedHostPrice,
  commitmentYears,
  payments,
  splitPayment,
  yearSeconds,
  type CommitmentYears,
  type Payment,
} from '../../../catalogue/commitment-prices.ts'
import { findInstanceType, instanceTypesIn } from '../../../catalogue/instance-types.ts'
import { AwsError } from '../../../errors.ts'
import { familyOf } from '../hosts/host.ts'

/** A reservation of one Dedicated Host of a family, as it is offered in a Region. */
export interface HostReservationOffering {
  /** `hro-0…`, the same wherever and whenever it is asked for. */
  readonly id: string
  readonly family: string
  readonly years: CommitmentYears
  readonly payment: Payment
  /** Of each host. */
  readonly upfrontUsd: number
  readonly hourlyUsd: number
}

export const paymentNames = {
  'All Upfront': 'AllUpfront',
  'Partial Upfront': 'PartialUpfront',
  'No Upfront': 'NoUpfront',
} as const

/** Three payments for one and for three years, of every family that hosts take and whose price is known. */
export function hostOfferings(region: string): readonly HostReservationOffering[] {
  const families = new Set(
    instanceTypesIn(region)
      .filter((type) => findInstanceType(type)?.DedicatedHostsSupported === true)
      .map(familyOf),
  )
  return [...families].flatMap((family) => offeringsOf(family, region))
}

function offeringsOf(family: string, region: string): readonly HostReservationOffering[] {
  return commitmentYears.flatMap((years) =>
    payments.flatMap((payment) => {
      const commitment = { kind: 'standard', years, payment } as const
      const price = committedHostPrice(family, region, commitment)
      if (!price) return []
      const name = createHash('sha256').update([family, region, years, payment].join('|'))
      const id = `hro-0${name.digest('hex').slice(0, 16)}`
      return [{ id, family, years, payment, ...splitPayment(price, commitment) }]
    }),
  )
}

export function findHostOffering(region: string, id: string | undefined): HostReservationOffering {
  const found = hostOfferings(region).find((each) => each.id === id)
  if (found) return found
  if (!/^hro-([0-9a-f]{8}|[0-9a-f]{17})$/.test(id ?? '')) {
    throw new AwsError(
      'InvalidHostReservationOfferingId.Malformed',
      `Invalid id: "${id ?? ''}" (expecting "hro-...")`,
    )
  }
  throw new AwsError(
    'InvalidHostReservationOfferingId.NotFound',
    `The host reservation offering ID '${id}' does not exist`,
  )
}

export function toHostOffering(offering: HostReservationOffering): HostOffering {
  return {
    OfferingId: offering.id,
    InstanceFamily: offering.family,
    PaymentOption: paymentNames[offering.payment],
    Duration: offering.years * yearSeconds,
    CurrencyCode: 'USD',
    UpfrontPrice: usd(offering.upfrontUsd),
    HourlyPrice: usd(offering.hourlyUsd),
  }
}

/** As AWS writes the prices of hosts: `1.499000`. */
export function usd(amount: number): string {
  return amount.toFixed(6)
}
