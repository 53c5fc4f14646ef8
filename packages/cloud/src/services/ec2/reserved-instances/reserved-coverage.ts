import { isSizeFlexible } from '@brume/ec2-model'
import type { PricedPlatform } from '../../../catalogue/prices.ts'
import type { ReadRecords } from '../../../engine/collection.ts'
import type { CommitmentClass, Payment } from '../../../catalogue/commitment-prices.ts'
import { reservedProducts } from './reserved-offering.ts'
import { reservedInstances, type ReservedInstancesRecord } from './reserved-instances.ts'

/** What Reserved Instances take off a Region's bill, and what they cost themselves. */
export interface ReservedCoverage {
  readonly id: string
  readonly type: string
  readonly platform: PricedPlatform
  readonly tenancy: 'default' | 'dedicated'
  /** One zone's instances, or any of the Region's. */
  readonly scope: { readonly zone: string } | { readonly region: string }
  readonly count: number
  /** Covers other sizes of its family, by normalization factors. */
  readonly sizeFlexible: boolean
  readonly offeringClass: CommitmentClass
  readonly payment: Payment
  /** Covers from here, to here: the end of its term, or the hour in which it became something else. */
  readonly fromMs: number
  readonly untilMs: number
  /** Of each, for the time from `fromMs` to the end of its term, whoever paid it when: to be spread over that time. */
  readonly upfrontUsd: number
  /** Of all, what was paid at `fromMs`. */
  readonly dueUsd: number
  /** The end of its term, which `untilMs` may come before. */
  readonly endMs: number
  /** Of each, whether it is used or not. */
  readonly hourlyUsd: number
}

/** Everything in a Region that was bought and has covered something: also what has run out since. */
export function reservedCoverage(db: ReadRecords, region: string): readonly ReservedCoverage[] {
  return db
    .all(reservedInstances)
    .filter(covers)
    .map((record) => toCoverage(record, region))
}

/** What was modified in its first hour has covered nothing, and is paid all the same. */
const covers = ({ state, start, end, replacedAt, dueUsd }: ReservedInstancesRecord): boolean =>
  (state === 'active' || state === 'retired') && (start < (replacedAt ?? end) || dueUsd > 0)

function toCoverage(record: ReservedInstancesRecord, region: string): ReservedCoverage {
  const { id, instanceType, platform, tenancy, zone, count } = record
  return {
    id,
    type: instanceType,
    platform,
    tenancy,
    scope: zone === undefined ? { region } : { zone },
    count,
    sizeFlexible: isSizeFlexible({
      instanceType,
      product: reservedProducts[platform],
      tenancy,
      scope: zone === undefined ? 'Region' : 'Availability Zone',
    }),
    offeringClass: record.kind,
    payment: record.payment,
    fromMs: record.start,
    untilMs: record.replacedAt ?? record.end,
    upfrontUsd: record.upfrontUsd,
    dueUsd: record.dueUsd,
    endMs: record.end,
    hourlyUsd: record.hourlyUsd,
  }
}
