import type { ReadRecords } from '../../../engine/collection.ts'
import { findZoneOutage } from '../../faults/fault.ts'
import type { InstanceRecord } from './instance.ts'

/** Since when status checks of a running instance fail, ms. */
export interface Impairments {
  /** Its operating system does not answer. */
  readonly instance?: number | undefined
  /** The machine below it does not. */
  readonly system?: number | undefined
}

/** What status checks find, and metrics tell of them: of the instance itself, and of a zone that is away. */
export function impairmentsOf(
  db: Pick<ReadRecords, 'by'>,
  { impairedSince, systemImpairedSince, availabilityZone }: InstanceRecord,
): Impairments {
  const away = findZoneOutage(db, availabilityZone)?.since
  return { instance: impairedSince ?? away, system: systemImpairedSince ?? away }
}
