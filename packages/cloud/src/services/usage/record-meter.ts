import type { Collection, ReadRecords, Stored } from '../../engine/collection.ts'
import type { Metered } from '../../metering/usage.ts'

/** What a record uses as it stands. */
export interface Use {
  readonly metered: readonly Metered[]
  /** What ends now is not charged. */
  readonly waived?: boolean
}

/** How a kind of record is metered. */
export interface RecordMeter<R extends Stored = Stored> {
  readonly use: (record: R, db: ReadRecords) => Use
  /** Where it is another name than the record's id. */
  readonly resourceOf?: (record: R) => string
  /** Of records of the whole account: where they are charged. */
  readonly regionOf?: (record: R) => string
  /** Other records of the kind whose use follows from this one's. */
  readonly alsoChanged?: (record: R, db: ReadRecords) => readonly R[]
}

/** A meter under its collection's name, which stands for the record's type. */
export function meterOf<R extends Stored, I extends string>(
  of: Collection<R, I>,
  meter: RecordMeter<R>,
): readonly [string, RecordMeter] {
  return [of.name, meter as unknown as RecordMeter]
}
