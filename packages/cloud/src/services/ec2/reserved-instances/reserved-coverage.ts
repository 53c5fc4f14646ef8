import { isSizeFlexible } from '@brume/ec2-model'
import type { ReadRecords } from '../../../engine/collection.ts'
import type { ReservedCoverage } from '../../../metering/coverage.ts'
import { reservedProducts } from './reserved-offering.ts'
import { reservedInstances, type ReservedInstancesRecord } from './reserved-instances.ts'

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
    fromMs: record.start,
    untilMs: record.replacedAt ?? record.end,
    upfrontUsd: record.upfrontUsd,
    dueUsd: record.dueUsd,
    endMs: record.end,
    hourlyUsd: record.hourlyUsd,
  }
}
