import type { Collection, ReadRecords, Stored } from '../../engine/collection.ts'
import type { Metered } from '../../metering/usage.ts'

/** What a record uses as it stands. */
export interface Use {
  readonly metered: readonly Metered[]
  /** What ends now is not charged. */
  readonly waived?: boolean
}

/** How a kind of record is metered. Methods, so that meters of all kinds stand in one list: each is asked for its own kind alone. */
export interface RecordMeter<R extends Stored = Stored> {
  use(record: R, db: ReadRecords): Use
  /** Where it is another name than the record's id. */
  resourceOf?(record: R): string
  /** Of records of the whole account: where they are charged. */
  regionOf?(record: R): string
  /** Other records of the kind whose use follows from this one's. */
  alsoChanged?(record: R, db: ReadRecords): readonly R[]
}

/** A meter under its collection's name, which stands for the record's type. */
export function meterOf<R extends Stored, I extends string>(
  of: Collection<R, I>,
  meter: RecordMeter<R>,
): readonly [string, RecordMeter] {
  return [of.name, meter]
}
