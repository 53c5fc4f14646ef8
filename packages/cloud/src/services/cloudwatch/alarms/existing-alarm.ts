import type { ReadRecords } from '../../../engine/collection.ts'
import { AwsError } from '../../../errors.ts'
import { findAlarm, type AlarmRecord } from './alarm.ts'

/** The alarm of a name; throws CloudWatch's error where there is none. */
export function existingAlarm(db: Pick<ReadRecords, 'get'>, name: string): AlarmRecord {
  const alarm = findAlarm(db, name)
  if (alarm) return alarm
  throw new AwsError('ResourceNotFound', `Alarm ${name} does not exist`, 404)
}
